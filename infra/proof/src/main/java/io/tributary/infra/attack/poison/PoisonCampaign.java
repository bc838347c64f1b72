package io.tributary.infra.attack.poison;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.infra.attack.poison.PoisonRun.Poisoned;
import io.tributary.infra.attack.poison.Poisoners.Outcome;
import io.tributary.infra.harness.CliRun;
import io.tributary.infra.harness.Scratch;
import io.tributary.infra.progress.Progress;
import io.tributary.infra.progress.ProgressBar;
import io.tributary.infra.report.RunResults;
import io.tributary.infra.report.RunResults.Method;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains the same federation once undisturbed and once with each kind of poison, each in a {@code
 * local run} of its own, and compares the accuracy that the honest clients reach.
 *
 * @param mainClass of the command line
 * @param settings of the runs
 * @param kinds of poison, in the order of the report
 * @param progress to show
 */
public record PoisonCampaign(
    String mainClass, PoisonSettings settings, List<Poison> kinds, Progress progress) {
  private static final String METHOD = "fedrouter-global";
  private static final double POINTS = 100;

  public PoisonCampaign {
    kinds = List.copyOf(kinds);
  }

  /** Runs the campaign: as many local runs as there are kinds, and one more. */
  public PoisonReport run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (var scratch = new Scratch()) {
      RunResults calm =
          new CliRun(mainClass, scratch.directory("undisturbed"), settings.flags())
              .run((event, run) -> show("undisturbed", event));
      List<PoisonReport.Kind> rows = new ArrayList<>();
      for (Poison kind : kinds) {
        rows.add(row(kind, poisoned(kind, scratch), method(calm)));
      }
      return report(calm, rows, (System.nanoTime() - start) / 1e9);
    }
  }

  /** Runs one local run with one kind of poison. */
  Poisoned poisoned(Poison kind, Scratch scratch) throws IOException, InterruptedException {
    var state = scratch.directory(kind.flag());
    var plan =
        new Poisoners.Plan(
            kind,
            settings.infiltration(),
            settings.hostileClients(),
            settings.rounds(),
            settings.seed());
    return new PoisonRun(state, plan, (event, run) -> show(kind.flag(), event))
        .run(new CliRun(mainClass, state, settings.flags()));
  }

  private void show(String run, JsonNode event) {
    String text = run + ": " + event.path("text").asText();
    switch (event.path("event").asText()) {
      case "line" -> progress.line(text);
      case "warning" -> progress.warn(text);
      case "progress" -> {
        if (event.path("name").asText().equals("rounds")) {
          progress.bar(
              new ProgressBar(
                  run,
                  event.path("done").asLong(),
                  event.path("total").asLong(),
                  event.path("note").asText()));
        }
      }
      default -> {
        // The results are read from the run's file, so its final answer is ignored.
      }
    }
  }

  private static PoisonReport.Kind row(Poison kind, Poisoned run, Method calm) {
    Method method = method(run.results());
    Outcome outcome = run.outcome();
    return new PoisonReport.Kind(
        kind.flag(),
        method.ownTask(),
        method.allTasks(),
        POINTS * (method.ownTask() - calm.ownTask()),
        outcome.hostileMembers(),
        outcome.members(),
        outcome.sent(),
        outcome.verdicts().accepted(),
        outcome.verdicts().limited(),
        outcome.verdicts().rejected());
  }

  private PoisonReport report(RunResults calm, List<PoisonReport.Kind> rows, double seconds) {
    Method method = method(calm);
    return new PoisonReport(
        rows.stream().mapToDouble(row -> -row.changePoints()).max().orElseThrow(),
        settings.boundPoints(),
        settings.seed(),
        settings.rounds(),
        settings.clients(),
        settings.hostileClients(),
        settings.hostileShare(),
        settings.strategy(),
        method.ownTask(),
        method.allTasks(),
        rows,
        seconds);
  }

  private static Method method(RunResults results) {
    return results.methods().stream()
        .filter(method -> method.name().equals(METHOD))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the run has no method " + METHOD));
  }
}
