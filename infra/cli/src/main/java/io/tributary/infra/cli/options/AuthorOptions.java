package io.tributary.infra.cli.options;

import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.settings.Failure;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Options that say who decides something, and why: a decision without a reason is worth nothing
 * later.
 */
public final class AuthorOptions implements RulingAuthor {
  @Option(
      names = "--why",
      required = true,
      paramLabel = "TEXT",
      description = "The reason, kept with the decision.")
  private String why;

  @Mixin private Author author;

  @Override
  public OperatorDecision ruling() {
    if (why.isBlank()) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "BAD_ARGUMENTS",
          "--why must say something, was blank",
          "Say why: others will read it next to the decision.");
    }
    return author.ruling(why);
  }

  @Override
  public boolean dryRun() {
    return author.dryRun();
  }
}
