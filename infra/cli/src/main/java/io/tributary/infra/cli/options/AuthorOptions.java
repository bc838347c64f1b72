package io.tributary.infra.cli.options;

import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.settings.Failure;
import picocli.CommandLine.Option;

/** Options that say who decides something, why, and whether in earnest. */
public abstract class AuthorOptions {
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

  /** The reason. */
  abstract String why();

  /** The decision's author and reason. */
  public OperatorDecision ruling() {
    try {
      return new OperatorDecision(by == null ? System.getProperty("user.name") : by, why());
    } catch (IllegalArgumentException e) {
      throw Failure.badArguments(e.getMessage(), e);
    }
  }

  /** Whether only to say what would be done. */
  public boolean dryRun() {
    return dryRun;
  }

  /** Of a decision against somebody: without a reason it is worth nothing later. */
  public static final class WithReason extends AuthorOptions {
    @Option(
        names = "--why",
        required = true,
        paramLabel = "TEXT",
        description = "The reason, kept with the decision.")
    private String why;

    @Override
    String why() {
      if (why.isBlank()) {
        throw new Failure(
            Failure.Kind.CONFIGURATION,
            "BAD_ARGUMENTS",
            "--why must say something, was blank",
            "Say why: others will read it next to the decision.");
      }
      return why;
    }
  }

  /** Of a decision that takes another one back; its reason may be missing. */
  public static final class TakingBack extends AuthorOptions {
    @Option(names = "--why", defaultValue = "", paramLabel = "TEXT", description = "The reason.")
    private String why;

    @Override
    String why() {
      return why;
    }
  }
}
