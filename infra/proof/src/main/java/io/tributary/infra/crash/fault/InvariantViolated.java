package io.tributary.infra.crash.fault;

/** What must hold in spite of every kill does not; the message says what. */
public final class InvariantViolated extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvariantViolated(String message) {
    super(message);
  }
}
