package io.tributary.infra.crash.command;

import io.tributary.infra.cli.Main;
import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.command.FormatOption;
import io.tributary.infra.crash.CrashSweep;
import io.tributary.infra.crash.CrashTarget;
import io.tributary.infra.crash.SweepReport;
import io.tributary.infra.progress.Progress;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.text.TextTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Implements {@code crash sweep}, which kills processes at every step and compares what they
 * publish with an undisturbed twin.
 */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    description = {
      "Kills processes with -9 before and after every send, commit, flush and poll, while a twin"
          + " works in peace; passes if both publish the same bytes and every update counts once.",
      "",
      "Takes some five seconds a kill."
    })
final class CrashSweepCommand implements Callable<CommandResult> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--target",
      defaultValue = "aggregator",
      description =
          "whose processes: aggregator, worker, or broker for the leaders among three"
              + " (default: ${DEFAULT-VALUE})")
  private CrashTarget target;

  @Option(
      names = "--kills",
      defaultValue = "200",
      description = "processes to kill (default: ${DEFAULT-VALUE})")
  private int kills;

  @Option(
      names = "--seed",
      defaultValue = "7",
      description = "of the order of kills (default: ${DEFAULT-VALUE})")
  private long seed;

  @Override
  public CommandResult call() throws IOException, InterruptedException {
    if (kills < 1) {
      throw Failure.badArguments("--kills must be >= 1, was " + kills, null);
    }
    Progress progress = FormatOption.progress(spec);
    try {
      return answer(new CrashSweep(Main.class.getName(), target, kills, seed, progress).run());
    } finally {
      progress.finish();
    }
  }

  private CommandResult answer(SweepReport report) {
    if (report.holds()) {
      return new CommandResult(report, text(report));
    }
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

  private static String text(SweepReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("killed", "times"));
    report.killsByStep().forEach((step, times) -> rows.add(List.of(step, Integer.toString(times))));
    return """
    %s

    %d kills with -9 (seed %d), %d with the disk lost, never reached: %s
    %d rounds, %d versions, %d updates, each accepted once; digests as the undisturbed twin's: %s
    read %d records, the twin %d: %d were read again; restored %d from changelogs
    back after %.1f s (median), %.1f s at most; %.0f s in all\
    """
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
