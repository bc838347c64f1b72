package io.tributary.infra.sim.command;

import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.command.FormatOption;
import io.tributary.infra.progress.Progress;
import io.tributary.infra.sim.SeedCounts;
import io.tributary.infra.sim.SimulationOutcome;
import io.tributary.infra.sim.SimulationOutcome.SeedFailure;
import io.tributary.infra.sim.SimulationRun;
import io.tributary.infra.sim.scenario.SimulationOptions;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Implements {@code sim run}, which runs the shipped processors in simulated federations, one for
 * each seed.
 */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs the shipped processors with everything around them simulated: virtual time, real"
          + " partitions and transactions, clients that are honest and not. Each seed is one"
          + " federation from its first centroid to the last decision; the same seed does the same"
          + " every time.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tributary sim run --seeds 1000",
      "  tributary sim run --clients 200 --seed 7",
      "  tributary sim run --seed 7 --trace"
    })
final class SimRunCommand implements Callable<CommandResult> {
  private static final int MOST_CLIENTS = 1_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The first seed (${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many seeds, counted from there (${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--clients",
      paramLabel = "N",
      description = "Clients of every federation; left out: 2 to 200, most of them few.")
  private Integer clients;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description = "Merge strategy of every federation; left out: any.")
  private String strategy;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Seeds that run at a time; left out: one for each processor.")
  private Integer threads;

  @Option(
      names = "--trace",
      fallbackValue = "true",
      description = "Prints every event of one seed on standard error.")
  private boolean trace;

  @Override
  public CommandResult call() throws InterruptedException {
    int parallel = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    requireAtLeastOne("--seeds", seeds);
    requireAtLeastOne("--threads", parallel);
    if (clients != null && (clients < 1 || clients > MOST_CLIENTS)) {
      throw bad("--clients must be in 1.." + MOST_CLIENTS + ", was " + clients);
    }
    if (trace && seeds > 1) {
      throw bad("--trace must go with one seed, --seeds was " + seeds);
    }
    Progress progress = FormatOption.progress(spec);
    Consumer<String> listener = trace ? System.err::println : null;
    var run = new SimulationRun(seed, seeds, parallel, choices(), listener);
    try {
      return answer(run.run(progress));
    } finally {
      progress.finish();
    }
  }

  private SimulationOptions choices() {
    try {
      return SimulationOptions.of(Optional.ofNullable(clients), Optional.ofNullable(strategy));
    } catch (IllegalArgumentException e) {
      throw Failure.badArguments(e.getMessage(), e);
    }
  }

  CommandResult answer(SimulationOutcome outcome) {
    if (outcome.failures().isEmpty()) {
      return new CommandResult(outcome, text(outcome));
    }
    SeedFailure first = outcome.failures().get(0);
    throw new Failure(
        Failure.Kind.DOMAIN,
        "SIM_INVARIANT_BROKEN",
        "seed "
            + first.seed()
            + " of "
            + outcome.seeds()
            + " broke an invariant at "
            + first.what()
            + " ("
            + first.scenario()
            + ")",
        "See it happen: " + replay(first.seed()));
  }

  private String replay(long of) {
    return "infra/tributary sim run"
        + (clients == null ? "" : " --clients " + clients)
        + (strategy == null ? "" : " --strategy " + strategy)
        + " --seed "
        + of
        + " --trace";
  }

  private static String text(SimulationOutcome outcome) {
    SeedCounts counts = outcome.counts();
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("seeds", outcome.seeds()));
    rows.add(row("events", counts.events()));
    rows.add(row("records", counts.records()));
    rows.add(row("crashes", counts.crashes()));
    rows.add(row("commits", counts.commits()));
    rows.add(row("duplicates", counts.duplicates()));
    rows.add(row("drops", counts.drops()));
    rows.add(row("twins", counts.twins()));
    rows.add(row("versions", counts.versions()));
    rows.add(row("accepted", counts.accepted()));
    outcome.quarantined().forEach((reason, many) -> rows.add(row("quarantined " + reason, many)));
    return "%s%n%nno invariant broke in %.1f s: %.1f seeds/s, %.0f events/s, digest %s"
        .formatted(
            TextTable.of(rows),
            outcome.seconds(),
            outcome.seeds() / outcome.seconds(),
            outcome.eventsPerSecond(),
            outcome.digest());
  }

  private static List<String> row(String name, long value) {
    return List.of(name, Long.toString(value));
  }

  private static void requireAtLeastOne(String flag, int value) {
    if (value < 1) {
      throw bad(flag + " must be >= 1, was " + value);
    }
  }

  private static Failure bad(String message) {
    return Failure.badArguments(message, null);
  }
}
