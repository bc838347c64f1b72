package io.tributary.infra.local.process;

/**
 * Reports that a child did not become ready or will not be restarted; the message ends with the end
 * of its log.
 */
public final class ChildFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The value for a child that was killed, or has not exited. */
  public static final int NO_EXIT_CODE = -1;

  private final int exitCode;
  private final String code;
  private final String hint;

  public ChildFailedException(String message, int exitCode) {
    this(message, exitCode, StartupFailure.ANY, "");
  }

  ChildFailedException(String message, int exitCode, String code, String hint) {
    super(message);
    this.exitCode = exitCode;
    this.code = code;
    this.hint = hint;
  }

  /** Returns the child's exit code, or {@link #NO_EXIT_CODE}. */
  public int exitCode() {
    return exitCode;
  }

  /**
   * Returns the code of the failure that the child reported, as in infra/ERRORS.md, or {@code
   * CHILD_FAILED}.
   */
  public String code() {
    return code;
  }

  /** Returns the fix that the child reported; may be empty. */
  public String hint() {
    return hint;
  }
}
