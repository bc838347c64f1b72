package io.tributary.infra.experiment.report.table;

import io.tributary.infra.experiment.plan.ServingMode;
import io.tributary.infra.experiment.score.DeploymentScore;
import io.tributary.infra.measure.stability.CurveChange;
import io.tributary.infra.measure.statistics.SeedSummary;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Computes the figures of a table's row over its seeds, of which there is at least one. Pure. */
public final class FigureCells {
  private FigureCells() {}

  /** Returns the cells of the row by the names of their columns. */
  public static SortedMap<String, FigureSummary> of(SortedMap<Long, ScoredRun> scored) {
    SortedMap<String, FigureSummary> figures = new TreeMap<>();
    figures.put("all-tasks", cell(scored, one -> one.score().allTasks()));
    figures.put("own-tasks", cell(scored, one -> one.score().ownTasks()));
    optional("unseen-clients", scored, one -> one.score().unseen(), figures);
    optional("step-gsnr", scored, one -> one.result().stability().stepGsnr(), figures);
    optional("agreement", scored, one -> one.result().stability().agreementFactor(), figures);
    optional("conflict", scored, one -> one.result().stability().conflictRate(), figures);
    figures.put("macro-f1", cell(scored, one -> one.score().macroF1()));
    figures.put("routing", cell(scored, one -> one.score().routing()));
    optional("oracle-gap", scored, FigureCells::oracleGap, figures);
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
    return figures;
  }

  /**
   * Returns what true tasks instead of clusters would gain on all tasks; empty if nobody asked with
   * them.
   */
  private static OptionalDouble oracleGap(ScoredRun one) {
    DeploymentScore oracle = one.result().scores().get(ServingMode.ORACLE);
    return oracle == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(oracle.allTasks() - one.score().allTasks());
  }

  /** Adds a figure that some runs lack; it is left out unless all runs of the row have it. */
  private static void optional(
      String name,
      SortedMap<Long, ScoredRun> scored,
      Function<ScoredRun, OptionalDouble> figure,
      SortedMap<String, FigureSummary> figures) {
    if (scored.values().stream().map(figure).allMatch(OptionalDouble::isPresent)) {
      figures.put(name, cell(scored, one -> figure.apply(one).getAsDouble()));
    }
  }

  /** Returns the accuracy on each task over all seeds, by the task's name. */
  public static SortedMap<String, FigureSummary> perTask(SortedMap<Long, ScoredRun> scored) {
    SortedMap<String, FigureSummary> perTask = new TreeMap<>();
    for (String task : scored.get(scored.firstKey()).score().perTask().keySet()) {
      perTask.put(task, cell(scored, one -> one.score().perTask().get(task)));
    }
    return perTask;
  }

  /** Returns the mean accuracy by round. */
  public static SortedMap<Integer, Double> curve(SortedMap<Long, ScoredRun> scored) {
    SortedMap<Integer, Double> curve = new TreeMap<>();
    for (Integer round : scored.get(scored.firstKey()).result().curve().keySet()) {
      curve.put(
          round,
          scored.values().stream()
              .mapToDouble(one -> one.result().curve().get(round))
              .average()
              .orElseThrow());
    }
    return curve;
  }

  private static FigureSummary cell(
      SortedMap<Long, ScoredRun> scored, ToDoubleFunction<ScoredRun> figure) {
    return FigureSummary.of(SeedSummary.of(scored.values().stream().mapToDouble(figure).toArray()));
  }
}
