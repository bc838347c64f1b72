package io.tributary.infra.crash;

/** What must hold in spite of every kill does not; the message says what. */
public final class CrashSweepBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CrashSweepBroken(String message) {
    super(message);
  }
}
