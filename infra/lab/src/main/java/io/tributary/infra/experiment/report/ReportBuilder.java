package io.tributary.infra.experiment.report;

import io.tributary.infra.experiment.pair.CorrectAnswers;
import io.tributary.infra.experiment.plan.ComparisonMetric;
import io.tributary.infra.experiment.plan.Experiment;
import io.tributary.infra.experiment.plan.RunPlan;
import io.tributary.infra.experiment.plan.ServingMode;
import io.tributary.infra.experiment.plan.TableDefinition;
import io.tributary.infra.experiment.plan.TableDefinition.TableRow;
import io.tributary.infra.experiment.plan.TunedValues;
import io.tributary.infra.experiment.report.table.FigureCells;
import io.tributary.infra.experiment.report.table.ReferenceComparisons;
import io.tributary.infra.experiment.report.table.ReportRow;
import io.tributary.infra.experiment.report.table.ReportRow.Against;
import io.tributary.infra.experiment.report.table.ReportRuns;
import io.tributary.infra.experiment.report.table.ReportTable;
import io.tributary.infra.experiment.report.table.ScoredRun;
import io.tributary.infra.experiment.run.GridSearch;
import io.tributary.infra.experiment.run.RunDirectory;
import io.tributary.infra.experiment.run.RunManifest;
import io.tributary.infra.experiment.run.RunResult;
import io.tributary.infra.measure.statistics.BootstrapInterval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes tables of the runs in a directory, from their answers where these were kept. A run that
 * failed or has not ended is absent, never zero.
 *
 * @param experiment whose runs are reported
 * @param directory of its runs
 */
public record ReportBuilder(Experiment experiment, RunDirectory directory) {

  /** Returns the report of what has ended so far. */
  public ExperimentReport report(RunManifest manifest) {
    List<GridSearch> searches = GridSearch.all(experiment, directory::result);
    TunedValues picks = GridSearch.picks(searches);
    var runs = new ReportRuns(directory);
    var missing = new ArrayList<String>();
    var versions = new TreeSet<String>();
    double seconds = 0;
    for (Map.Entry<String, RunPlan> training : trainings(picks).entrySet()) {
      Optional<RunResult> result = runs.result(training.getKey());
      if (result.isEmpty()) {
        missing.add(experiment.name(training.getValue()));
      } else {
        versions.add(Objects.requireNonNullElse(result.get().version(), manifest.version()));
        seconds += result.get().wallSeconds() + result.get().scoreSeconds();
      }
    }
    if (versions.isEmpty()) {
      versions.add(manifest.version());
    }
    experiment.waiting(picks).forEach(run -> missing.add(experiment.name(run)));
    return new ExperimentReport(
        manifest,
        List.copyOf(versions),
        experiment.expectations(),
        missing.isEmpty(),
        missing,
        runs.notes(),
        seconds,
        tuning(searches, picks),
        BootstrapInterval.DEFAULT,
        experiment.tables().stream().map(table -> table(table, picks, runs)).toList());
  }

  private Map<String, RunPlan> trainings(TunedValues picks) {
    var trainings = new LinkedHashMap<String, RunPlan>();
    experiment.tuning().ifPresent(tuning -> trainings.putAll(tuning.trainings()));
    trainings.putAll(experiment.trainings(picks));
    return trainings;
  }

  private List<ReportTuning> tuning(List<GridSearch> searches, TunedValues picks) {
    var tuning = new ArrayList<ReportTuning>();
    for (int i = 0; i < searches.size(); i++) {
      tuning.add(
          ReportTuning.of(
              experiment.tuning().orElseThrow(), searches.get(i), picks.picks().get(i).value()));
    }
    return tuning;
  }

  private ReportTable table(TableDefinition table, TunedValues picks, ReportRuns runs) {
    Map<String, SortedMap<Long, ScoredRun>> scored = new HashMap<>();
    table.rows().forEach(row -> scored.put(row.label(), scored(row, picks, runs)));
    Map<String, SortedMap<Long, Double>> figures = new HashMap<>();
    scored.forEach((label, bySeed) -> figures.put(label, compared(table.compared(), bySeed)));
    Map<String, SortedMap<Long, CorrectAnswers>> marks = new HashMap<>();
    scored.forEach((label, ofSeeds) -> marks.put(label, marks(ofSeeds)));
    var comparisons = new ReferenceComparisons(table, figures, marks);
    Map<String, Against> against = comparisons.all();
    var rows = new ArrayList<ReportRow>();
    for (TableRow row : table.rows()) {
      rows.add(
          row(
              row,
              picks,
              runs,
              scored.get(row.label()),
              table.reference().filter(row.name()::equals).isPresent(),
              comparisons.gainPercent(row),
              against.get(row.label())));
    }
    return new ReportTable(
        table.name(), table.reference().orElse(null), table.compared().title(), rows);
  }

  /** Returns the compared figure of each run by its seed; runs without the figure are left out. */
  private static SortedMap<Long, Double> compared(
      ComparisonMetric figure, SortedMap<Long, ScoredRun> runs) {
    var figures = new TreeMap<Long, Double>();
    runs.forEach(
        (seed, one) -> {
          OptionalDouble value =
              switch (figure) {
                case ALL_TASKS -> OptionalDouble.of(one.score().allTasks());
                case OWN_TASKS -> OptionalDouble.of(one.score().ownTasks());
                case UNSEEN_CLIENTS -> one.score().unseen();
              };
          value.ifPresent(present -> figures.put(seed, present));
        });
    return figures;
  }

  private static SortedMap<Long, CorrectAnswers> marks(SortedMap<Long, ScoredRun> bySeed) {
    var marks = new TreeMap<Long, CorrectAnswers>();
    bySeed.forEach((seed, one) -> one.marks().ifPresent(kept -> marks.put(seed, kept)));
    return marks;
  }

  private SortedMap<Long, ScoredRun> scored(TableRow row, TunedValues picks, ReportRuns runs) {
    var bySeed = new TreeMap<Long, ScoredRun>();
    ServingMode servingMode = row.method().deployment();
    for (long seed : experiment.seeds()) {
      result(row, seed, picks, runs)
          .filter(result -> result.failure() == null)
          .ifPresent(
              result ->
                  bySeed.put(
                      seed,
                      new ScoredRun(
                          result,
                          result.scores().get(servingMode),
                          runs.marks(result, servingMode))));
    }
    return bySeed;
  }

  /** Returns the result of a run; empty if it has not ended, or its pick is open. */
  private static Optional<RunResult> result(
      TableRow row, long seed, TunedValues picks, ReportRuns runs) {
    return row.run(seed, picks).map(RunPlan::trainingKey).flatMap(runs::result);
  }

  private ReportRow row(
      TableRow row,
      TunedValues picks,
      ReportRuns known,
      SortedMap<Long, ScoredRun> scored,
      boolean reference,
      Double gainPercent,
      Against against) {
    var runs = new ArrayList<String>();
    var failures = new ArrayList<String>();
    for (long seed : experiment.seeds()) {
      result(row, seed, picks, known)
          .ifPresent(
              result -> {
                runs.add("runs/" + result.key() + ".json");
                if (result.failure() != null) {
                  failures.add("seed " + seed + ": " + result.failure());
                }
              });
    }
    boolean any = !scored.isEmpty();
    return new ReportRow(
        row.label(),
        reference,
        row.method().source(),
        picked(row, picks),
        any ? FigureCells.of(scored) : new TreeMap<>(),
        any ? FigureCells.perTask(scored) : new TreeMap<>(),
        gainPercent,
        against,
        any ? FigureCells.curve(scored) : new TreeMap<>(),
        runs,
        failures);
  }

  private static SortedMap<String, String> picked(TableRow row, TunedValues picks) {
    var picked = new TreeMap<String, String>();
    picks
        .of(row)
        .ifPresent(
            pick -> pick.value().ifPresent(value -> picked.put(pick.tuned().grid().key(), value)));
    return picked;
  }
}
