package io.tributary.schemas.settings;

/**
 * A failure that ends a command and that its user can mend: what, which bound, which value, and the
 * fix. The command line turns it into an exit code and, with {@code --format json}, an envelope.
 */
public final class Failure extends RuntimeException {
  /** Exit code of the process. */
  public enum Kind {
    /** 1: the request was understood and cannot be met. */
    DOMAIN(1),
    /** 2: a broker, registry or file is out of reach, or refuses us. */
    UNREACHABLE(2),
    /** 3: it took longer than it may. */
    TIMEOUT(3),
    /** 4: bad arguments or configuration. */
    CONFIGURATION(4);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    /** The process's exit code. */
    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;
  private final String code;
  private final String hint;

  /**
   * Creates a failure that has no cause.
   *
   * @param kind decides the exit code
   * @param code machine-readable, e.g. {@code BROKER_UNREACHABLE}; a line of infra/ERRORS.md
   * @param message thing, bound and value
   * @param hint the fix, as an imperative sentence
   */
  public Failure(Kind kind, String code, String message, String hint) {
    this(kind, code, message, hint, null);
  }

  /** A failure with its cause. */
  public Failure(Kind kind, String code, String message, String hint, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.code = code;
    this.hint = hint;
  }

  /** A flag's value that cannot be; the message names flag, bound and value. */
  public static Failure badArguments(String message, Throwable cause) {
    return new Failure(
        Kind.CONFIGURATION, "BAD_ARGUMENTS", message, "Correct the flag; see --help.", cause);
  }

  /** Decides the exit code. */
  public Kind kind() {
    return kind;
  }

  /** The machine-readable code, such as {@code BROKER_UNREACHABLE}. */
  public String code() {
    return code;
  }

  /** Says how to fix the failure, in an imperative sentence. */
  public String hint() {
    return hint;
  }
}
