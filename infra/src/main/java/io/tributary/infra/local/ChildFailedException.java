package io.tributary.infra.local;

/** A child did not become ready or will not be restarted; the message ends with its last words. */
public final class ChildFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Stands for a child that was killed, or has not exited. */
  public static final int NO_EXIT_CODE = -1;

  private final int exitCode;

  public ChildFailedException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The child's exit code, or {@link #NO_EXIT_CODE}. */
  public int exitCode() {
    return exitCode;
  }
}
