package io.tributary.schemas.settings;

/**
 * A failure that ends a command and that its user can fix. Its message names the thing, the bound
 * and the value; its hint names the fix. The command line turns it into an exit code and, with
 * {@code --format json}, an envelope.
 */
public final class Failure extends RuntimeException {
  /** The kind of a failure, which decides the exit code of the process. */
  public enum Kind {
    /** 1: the request was understood and cannot be met. */
    DOMAIN(1),
    /** 2: a broker, registry or file is out of reach, or refuses access. */
    UNREACHABLE(2),
    /** 3: it took longer than allowed. */
    TIMEOUT(3),
    /** 4: bad arguments or configuration. */
    CONFIGURATION(4);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    /** Returns the exit code of the process. */
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
   * @param code machine-readable, e.g. {@code BROKER_UNREACHABLE}; has a line in infra/ERRORS.md
   * @param message thing, bound and value
   * @param hint the fix, as an imperative sentence
   */
  public Failure(Kind kind, String code, String message, String hint) {
    this(kind, code, message, hint, null);
  }

  /** Creates a failure that has a cause. */
  public Failure(Kind kind, String code, String message, String hint, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.code = code;
    this.hint = hint;
  }

  /**
   * Returns the failure of a flag whose value is not allowed.
   *
   * @param message names flag, bound and value
   */
  public static Failure badArguments(String message, Throwable cause) {
    return new Failure(
        Kind.CONFIGURATION, "BAD_ARGUMENTS", message, "Correct the flag; see --help.", cause);
  }

  /** Returns the kind, which decides the exit code. */
  public Kind kind() {
    return kind;
  }

  /** Returns the machine-readable code, such as {@code BROKER_UNREACHABLE}. */
  public String code() {
    return code;
  }

  /** Returns the fix, as an imperative sentence. */
  public String hint() {
    return hint;
  }
}
