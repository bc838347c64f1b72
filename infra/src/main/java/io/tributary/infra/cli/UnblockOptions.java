package io.tributary.infra.cli;

import io.tributary.schemas.event.Ruling;
import picocli.CommandLine.Option;

/** Who takes a block back; that needs no reason. */
final class UnblockOptions implements RulingAuthor {
  @Option(names = "--why", defaultValue = "", paramLabel = "TEXT", description = "The reason.")
  private String why;

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

  @Override
  public Ruling ruling() {
    return AuthorOptions.ruling(by, why);
  }

  @Override
  public boolean dryRun() {
    return dryRun;
  }
}
