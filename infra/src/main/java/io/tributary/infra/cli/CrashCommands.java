package io.tributary.infra.cli;

import io.tributary.infra.cli.progress.Displays;
import io.tributary.infra.cli.progress.Progress;
import io.tributary.infra.cli.progress.Screen;
import io.tributary.infra.crash.CrashReport;
import io.tributary.infra.crash.CrashSweep;
import io.tributary.infra.crash.CrashTarget;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code crash sweep}: what kill -9 does to what is published. */
@Command(
    name = "crash",
    mixinStandardHelpOptions = true,
    description = "The proof of exactly-once: processes killed with -9 at every step.")
final class CrashCommands extends Noun {
  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Kills processes with -9 before and after every send, commit, flush and poll, while a twin"
            + " works in peace; passes if both publish the same bytes and every update counts once.",
        "",
        "Takes some five seconds a kill."
      })
  Answer sweep(
      @Option(
              names = "--target",
              defaultValue = "aggregator",
              description =
                  "whose processes: aggregator, worker, or broker for the leaders among three"
                      + " (default: ${DEFAULT-VALUE})")
          CrashTarget target,
      @Option(
              names = "--kills",
              defaultValue = "200",
              description = "processes to kill (default: ${DEFAULT-VALUE})")
          int kills,
      @Option(
              names = "--seed",
              defaultValue = "7",
              description = "of the order of kills (default: ${DEFAULT-VALUE})")
          long seed)
      throws IOException, InterruptedException {
    if (kills < 1) {
      throw Failure.badArguments("--kills must be >= 1, was " + kills, null);
    }
    Format format =
        spec.commandLine()
            .getSubcommands()
            .get("sweep")
            .getCommandSpec()
            .findOption(FormatOption.NAME)
            .getValue();
    Screen screen = Screen.of(System.getenv(), Terminal.onStandardError());
    Progress progress = Displays.choose(format == Format.JSONL, screen, System.out, System.err);
    CrashReport report;
    try {
      report = new CrashSweep(Main.class.getName(), target, kills, seed, progress).run();
    } finally {
      progress.finish();
    }
    if (!report.holds()) {
      throw new Failure(
          Failure.Kind.DOMAIN,
          "CRASH_SWEEP_BROKEN",
          "after %d kills (--target %s --seed %d): %s"
              .formatted(
                  report.kills(),
                  target.name().toLowerCase(Locale.ROOT),
                  seed,
                  String.join("; ", report.broken())),
          "Report this message: a crash changed what was published.");
    }
    return new Answer(report, text(report));
  }

  private static String text(CrashReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("killed", "times"));
    report.killsByStep().forEach((step, times) -> rows.add(List.of(step, Integer.toString(times))));
    return """
        %s

        %d kills with -9 (seed %d), %d with the disk lost, never reached: %s
        %d rounds, %d versions, %d updates, each accepted once; digests as the undisturbed twin's: %s
        processed %d records, the twin %d: %d were done again; restored %d from changelogs
        back after %.1f s (median), %.1f s at most; %.0f s in all"""
        .formatted(
            TextTable.of(rows),
            report.kills(),
            report.seed(),
            report.disksLost(),
            report.neverReached().isEmpty() ? "none" : String.join(", ", report.neverReached()),
            report.rounds(),
            report.versions(),
            report.updates(),
            String.join(", ", report.digests().values()),
            report.recordsRead(),
            report.recordsReadUndisturbed(),
            report.recordsRedone(),
            report.recordsRestored(),
            report.recoverySecondsMedian(),
            report.recoverySecondsMax(),
            report.wallSeconds());
  }
}
