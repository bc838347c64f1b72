package io.tributary.infra.cli.options;

import io.tributary.schemas.event.OperatorDecision;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a command that lifts a block: its author, and a reason that may be missing. */
public final class UnblockOptions implements RulingAuthor {
  @Option(names = "--why", defaultValue = "", paramLabel = "TEXT", description = "The reason.")
  private String why;

  @Mixin private Author author;

  @Override
  public OperatorDecision ruling() {
    return author.ruling(why);
  }

  @Override
  public boolean dryRun() {
    return author.dryRun();
  }
}
