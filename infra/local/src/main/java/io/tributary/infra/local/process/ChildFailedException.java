package io.tributary.infra.local.process;

/** A child did not become ready or will not be restarted; the message ends with its last words. */
public final class ChildFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Stands for a child that was killed, or has not exited. */
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

  /** The child's exit code, or {@link #NO_EXIT_CODE}. */
  public int exitCode() {
    return exitCode;
  }

  /** The failure that the child told, as in infra/ERRORS.md, or {@code CHILD_FAILED}. */
  public String code() {
    return code;
  }

  /** The fix that the child told; may be empty. */
  public String hint() {
    return hint;
  }
}
