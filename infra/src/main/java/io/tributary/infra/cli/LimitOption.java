package io.tributary.infra.cli;

import io.tributary.schemas.settings.Failure;
import picocli.CommandLine.Option;

/** How many rows a list shows, the newest ones. */
final class LimitOption {
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
  int rows() {
    if (limit < 1) {
      throw Failure.badArguments("--limit must be >= 1, was " + limit, null);
    }
    return limit;
  }

  /** A table of the newest rows, and how many of all they are. */
  static String newest(String table, int shown, long all) {
    return all > shown
        ? "%s%n%nthe newest %d of %d; --limit shows more".formatted(table, shown, all)
        : table;
  }
}
