package io.tributary.infra.cli;

import io.tributary.infra.cli.progress.Displays;
import io.tributary.infra.cli.progress.Progress;
import io.tributary.infra.cli.progress.Screen;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

  /** Says how far it is, where the format wants it. */
  static Progress progress(CommandSpec verb) {
    Format format = verb.findOption(FormatOption.NAME).getValue();
    return Displays.choose(
        format == Format.JSONL,
        Screen.of(System.getenv(), Terminal.onStandardError()),
        System.out,
        System.err);
  }
}
