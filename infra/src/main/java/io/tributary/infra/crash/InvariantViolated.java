package io.tributary.infra.crash;

/** What must hold in spite of every kill does not; the message says what. */
public final class InvariantViolated extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvariantViolated(String message) {
    super(message);
  }
}
