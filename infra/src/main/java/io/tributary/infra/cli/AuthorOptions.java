package io.tributary.infra.cli;

import io.tributary.schemas.event.Ruling;
import io.tributary.schemas.settings.Failure;
import picocli.CommandLine.Option;

/** Who decides something, and why: a decision without a reason is worth nothing later. */
final class AuthorOptions implements RulingAuthor {
  @Option(
      names = "--why",
      required = true,
      paramLabel = "TEXT",
      description = "The reason, kept with the decision.")
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
    if (why.isBlank()) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "BAD_ARGUMENTS",
          "--why must say something, was blank",
          "Say why: others will read it next to the decision.");
    }
    return ruling(by, why);
  }

  @Override
  public boolean dryRun() {
    return dryRun;
  }

  static Ruling ruling(String by, String why) {
    try {
      return new Ruling(by == null ? System.getProperty("user.name") : by, why);
    } catch (IllegalArgumentException e) {
      throw Failure.badArguments(e.getMessage(), e);
    }
  }
}
