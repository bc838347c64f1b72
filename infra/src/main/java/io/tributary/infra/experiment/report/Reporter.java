package io.tributary.infra.experiment.report;

import io.tributary.infra.experiment.plan.ComparedFigure;
import io.tributary.infra.experiment.plan.Experiment;
import io.tributary.infra.experiment.plan.Picks;
import io.tributary.infra.experiment.plan.RunPlan;
import io.tributary.infra.experiment.plan.Table;
import io.tributary.infra.experiment.plan.Table.TableRow;
import io.tributary.infra.experiment.report.ReportRow.Against;
import io.tributary.infra.experiment.run.GridSearch;
import io.tributary.infra.experiment.run.RunDirectory;
import io.tributary.infra.experiment.run.RunManifest;
import io.tributary.infra.experiment.run.RunResult;
import io.tributary.infra.experiment.score.Score;
import io.tributary.infra.measure.stability.CurveChange;
import io.tributary.infra.measure.statistics.Summary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Makes tables of the runs in a directory. A run that failed or has not ended is absent, never
 * zero.
 *
 * @param experiment what was to be run
 * @param directory where its runs are
 */
public record Reporter(Experiment experiment, RunDirectory directory) {

  /** A run that has scores. */
  private record Scored(RunResult result, Score score) {}

  /** The report of what has ended so far. */
  public ExperimentReport report(RunManifest manifest) {
    List<GridSearch> searches = GridSearch.all(experiment, directory::result);
    Picks picks = GridSearch.picks(searches);
    var missing = new ArrayList<String>();
    var versions = new TreeSet<String>();
    double seconds = 0;
    for (Map.Entry<String, RunPlan> training : trainings(picks).entrySet()) {
      Optional<RunResult> result = directory.result(training.getKey());
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
        seconds,
        tuning(searches, picks),
        experiment.tables().stream().map(table -> table(table, picks)).toList());
  }

  private Map<String, RunPlan> trainings(Picks picks) {
    var trainings = new LinkedHashMap<String, RunPlan>();
    experiment.tuning().ifPresent(tuning -> trainings.putAll(tuning.trainings()));
    trainings.putAll(experiment.trainings(picks));
    return trainings;
  }

  private List<ReportTuning> tuning(List<GridSearch> searches, Picks picks) {
    var tuning = new ArrayList<ReportTuning>();
    for (int i = 0; i < searches.size(); i++) {
      tuning.add(
          ReportTuning.of(
              experiment.tuning().orElseThrow(), searches.get(i), picks.picks().get(i).value()));
    }
    return tuning;
  }

  private ReportTable table(Table table, Picks picks) {
    Map<String, SortedMap<Long, Scored>> scored = new HashMap<>();
    table.rows().forEach(row -> scored.put(row.label(), scored(row, picks)));
    Map<String, SortedMap<Long, Double>> figures = new HashMap<>();
    scored.forEach((label, runs) -> figures.put(label, compared(table.compared(), runs)));
    var comparisons = new Comparisons(table, figures);
    Map<String, Against> against = comparisons.all();
    var rows = new ArrayList<ReportRow>();
    for (TableRow row : table.rows()) {
      rows.add(
          row(
              row,
              picks,
              scored.get(row.label()),
              table.reference().filter(row.name()::equals).isPresent(),
              comparisons.gainPercent(row),
              against.get(row.label())));
    }
    return new ReportTable(
        table.name(), table.reference().orElse(null), table.compared().title(), rows);
  }

  /** By seed; of runs that have the figure. */
  private static SortedMap<Long, Double> compared(
      ComparedFigure figure, SortedMap<Long, Scored> runs) {
    var figures = new TreeMap<Long, Double>();
    runs.forEach(
        (seed, one) -> {
          Double value =
              switch (figure) {
                case ALL_TASKS -> Double.valueOf(one.score().allTasks());
                case OWN_TASKS -> Double.valueOf(one.score().ownTasks());
                case UNSEEN_CLIENTS -> one.score().unseen();
              };
          if (value != null) {
            figures.put(seed, value);
          }
        });
    return figures;
  }

  private SortedMap<Long, Scored> scored(TableRow row, Picks picks) {
    var bySeed = new TreeMap<Long, Scored>();
    for (long seed : experiment.seeds()) {
      result(row, seed, picks)
          .filter(result -> result.failure() == null)
          .ifPresent(
              result ->
                  bySeed.put(
                      seed, new Scored(result, result.scores().get(row.method().deployment()))));
    }
    return bySeed;
  }

  /** Empty if it has not ended, or is not known yet. */
  private Optional<RunResult> result(TableRow row, long seed, Picks picks) {
    return row.run(seed, picks).map(RunPlan::trainingKey).flatMap(directory::result);
  }

  private ReportRow row(
      TableRow row,
      Picks picks,
      SortedMap<Long, Scored> scored,
      boolean reference,
      Double gainPercent,
      Against against) {
    var runs = new ArrayList<String>();
    var failures = new ArrayList<String>();
    for (long seed : experiment.seeds()) {
      result(row, seed, picks)
          .ifPresent(
              result -> {
                runs.add("runs/" + result.key() + ".json");
                if (result.failure() != null) {
                  failures.add("seed " + seed + ": " + result.failure());
                }
              });
    }
    SortedMap<String, Cell> figures = new TreeMap<>();
    SortedMap<String, Cell> perTask = new TreeMap<>();
    SortedMap<Integer, Double> curve = new TreeMap<>();
    if (!scored.isEmpty()) {
      figures(scored, figures);
      perTask(scored, perTask);
      curve(scored, curve);
    }
    return new ReportRow(
        row.label(),
        reference,
        row.method().source(),
        picked(row, picks),
        figures,
        perTask,
        gainPercent,
        against,
        curve,
        runs,
        failures);
  }

  private static SortedMap<String, String> picked(TableRow row, Picks picks) {
    var picked = new TreeMap<String, String>();
    picks
        .of(row)
        .ifPresent(
            pick -> pick.value().ifPresent(value -> picked.put(pick.tuned().grid().key(), value)));
    return picked;
  }

  private static void figures(SortedMap<Long, Scored> scored, SortedMap<String, Cell> figures) {
    figures.put("all-tasks", cell(scored, one -> one.score().allTasks()));
    figures.put("own-tasks", cell(scored, one -> one.score().ownTasks()));
    optional("unseen-clients", scored, one -> one.score().unseen(), figures);
    optional("step-gsnr", scored, one -> one.result().stability().stepGsnr(), figures);
    optional("agreement", scored, one -> one.result().stability().agreementFactor(), figures);
    optional("conflict", scored, one -> one.result().stability().conflictRate(), figures);
    figures.put("macro-f1", cell(scored, one -> one.score().macroF1()));
    figures.put("routing", cell(scored, one -> one.score().routing()));
    figures.put("calibration-error", cell(scored, one -> one.score().calibrationError()));
    figures.put("brier-score", cell(scored, one -> one.score().brierScore()));
    figures.put("purity", cell(scored, one -> one.result().clustering().purity()));
    figures.put("rand-index", cell(scored, one -> one.result().clustering().randIndex()));
    figures.put(
        "mutual-information", cell(scored, one -> one.result().clustering().mutualInformation()));
    figures.put("bytes-up", cell(scored, one -> one.result().bytesUp()));
    figures.put("train-seconds", cell(scored, one -> one.result().trainSeconds()));
    figures.put("wall-seconds", cell(scored, one -> one.result().wallSeconds()));
    if (scored.values().stream().allMatch(one -> one.result().losses().size() > 2)) {
      figures.put(
          "loss-step-deviation",
          cell(
              scored,
              one ->
                  CurveChange.of(
                          one.result().losses().stream().mapToDouble(Double::doubleValue).toArray())
                      .standardDeviation()));
    }
  }

  /** A figure that not every run has; left out unless all of the row do. */
  private static void optional(
      String name,
      SortedMap<Long, Scored> scored,
      Function<Scored, Double> figure,
      SortedMap<String, Cell> figures) {
    if (scored.values().stream().map(figure).allMatch(Objects::nonNull)) {
      figures.put(name, cell(scored, figure::apply));
    }
  }

  private static void perTask(SortedMap<Long, Scored> scored, SortedMap<String, Cell> perTask) {
    for (String task : scored.get(scored.firstKey()).score().perTask().keySet()) {
      perTask.put(task, cell(scored, one -> one.score().perTask().get(task)));
    }
  }

  private static void curve(SortedMap<Long, Scored> scored, SortedMap<Integer, Double> curve) {
    for (Integer round : scored.get(scored.firstKey()).result().curve().keySet()) {
      curve.put(
          round,
          scored.values().stream()
              .mapToDouble(one -> one.result().curve().get(round))
              .average()
              .orElseThrow());
    }
  }

  private static Cell cell(SortedMap<Long, Scored> scored, ToDoubleFunction<Scored> figure) {
    return Cell.of(Summary.of(scored.values().stream().mapToDouble(figure).toArray()));
  }
}
