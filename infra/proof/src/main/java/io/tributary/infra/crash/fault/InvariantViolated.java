package io.tributary.infra.crash.fault;

/** Reports that an invariant does not hold after kills; the message names it. */
public final class InvariantViolated extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvariantViolated(String message) {
    super(message);
  }
}
