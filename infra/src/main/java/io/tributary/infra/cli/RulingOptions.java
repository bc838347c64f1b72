package io.tributary.infra.cli;

import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What it takes to decide about a subject in quarantine. */
final class RulingOptions {
  @Mixin FederationOptions federation;

  @Mixin AuthorOptions author;

  @Parameters(paramLabel = "SUBJECT", description = "See quarantine ls.")
  String subject;

  @Option(
      names = "--wait",
      defaultValue = "30s",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "For the ledger's decision (default: ${DEFAULT-VALUE}).")
  Duration wait;
}
