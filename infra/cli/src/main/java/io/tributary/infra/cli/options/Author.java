package io.tributary.infra.cli.options;

import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.settings.Failure;
import picocli.CommandLine.Option;

/** Options that say who decides something, and whether in earnest: the same for every decision. */
final class Author {
  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who decides (default: the user of this process).")
  private String by;

  @Option(
      names = "--dry-run",
      fallbackValue = "true",
      description = "Only says what would be done.")
  private boolean dryRun;

  OperatorDecision ruling(String why) {
    try {
      return new OperatorDecision(by == null ? System.getProperty("user.name") : by, why);
    } catch (IllegalArgumentException e) {
      throw Failure.badArguments(e.getMessage(), e);
    }
  }

  boolean dryRun() {
    return dryRun;
  }
}
