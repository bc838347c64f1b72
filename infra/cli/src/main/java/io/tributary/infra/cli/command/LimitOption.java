package io.tributary.infra.cli.command;

import io.tributary.schemas.settings.Failure;
import picocli.CommandLine.Option;

/** The option for the number of rows in a list, the newest ones. */
public final class LimitOption {
  @Option(
      names = "--limit",
      defaultValue = "50",
      description = "At most so many, the newest (default: ${DEFAULT-VALUE}).")
  private int limit;

  /**
   * The largest number of rows to show, at least 1.
   *
   * @throws Failure BAD_ARGUMENTS if it is not
   */
  public int rows() {
    if (limit < 1) {
      throw Failure.badArguments("--limit must be >= 1, was " + limit, null);
    }
    return limit;
  }

  /** Returns a table of the newest rows, with the total number of rows. */
  public static String newest(String table, int shown, long all) {
    return all > shown
        ? "%s%n%nthe newest %d of %d; --limit shows more".formatted(table, shown, all)
        : table;
  }
}
