package io.tributary.infra.cli.options;

import io.tributary.infra.cli.config.DurationText;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of a decision about a subject in quarantine. */
public final class RulingOptions {
  @Mixin public FederationOptions federation;

  @Mixin public AuthorOptions.WithReason author;

  @Parameters(paramLabel = "SUBJECT", description = "See quarantine ls.")
  public String subject;

  @Option(
      names = "--wait",
      defaultValue = "30s",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "For the ledger's decision (default: ${DEFAULT-VALUE}).")
  public Duration wait;
}
