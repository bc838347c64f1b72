package io.tributary.infra.cli.command;

import io.tributary.schemas.settings.Failure;

/**
 * The reason why a command ended without an answer.
 *
 * @param exitCode 1 domain, 2 unreachable, 3 timeout, 4 arguments, 5 a bug of the program
 * @param code machine-readable; documented in infra/ERRORS.md
 * @param message thing, bound and value
 * @param hint the fix
 */
public record CommandFailure(int exitCode, String code, String message, String hint) {
  static final int BAD_ARGUMENTS = 4;
  static final int BUG = 5;

  public static CommandFailure of(Failure failure) {
    return new CommandFailure(
        failure.kind().exitCode(), failure.code(), failure.getMessage(), failure.hint());
  }

  public static CommandFailure arguments(String message, String hint) {
    return new CommandFailure(BAD_ARGUMENTS, "BAD_ARGUMENTS", message, hint);
  }

  public static CommandFailure bug(Throwable thrown, String whereLogged) {
    return new CommandFailure(
        BUG,
        "INTERNAL_ERROR",
        thrown.getClass().getSimpleName() + ": " + thrown.getMessage(),
        "This is a bug in Tributary: report it with the stack trace in " + whereLogged + ".");
  }

  /** Returns the problem for people, on standard error. */
  public String text() {
    return "error " + code + ": " + message + (hint.isBlank() ? "" : "\n  fix: " + hint);
  }
}
