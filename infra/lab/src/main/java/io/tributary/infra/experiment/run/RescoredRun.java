package io.tributary.infra.experiment.run;

import io.tributary.infra.evaluate.MajorityTasks;
import io.tributary.infra.experiment.plan.ServingMode;
import io.tributary.infra.experiment.rows.AnsweredRows;
import io.tributary.infra.experiment.score.DeploymentScore;
import io.tributary.infra.experiment.score.RowScores;
import io.tributary.schemas.id.ClusterId;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run whose figures were computed again. Pure.
 *
 * @param result with the figures that its answers give
 * @param asStored whether its file had the same ones
 */
public record RescoredRun(RunResult result, boolean asStored) {
  /** The tolerance for sums that another program computed in another order. */
  private static final double ROUNDING = 1e-9;

  /** Scores a run again from its answers. */
  public static RescoredRun of(RunResult stored, AnsweredRows rows) {
    SortedMap<ServingMode, DeploymentScore> scores = RowScores.of(rows);
    SortedMap<Integer, Double> curve = RowScores.curve(rows);
    RunResult computed = stored.with(scores, curve, clustering(stored, rows));
    boolean same =
        scores.keySet().equals(stored.scores().keySet())
            && scores.keySet().stream()
                .allMatch(one -> near(scores.get(one), stored.scores().get(one)))
            && curve.keySet().equals(stored.curve().keySet())
            && curve.keySet().stream()
                .allMatch(round -> near(curve.get(round), stored.curve().get(round)))
            && near(computed.clustering().purity(), stored.clustering().purity());
    return new RescoredRun(computed, same);
  }

  /**
   * Returns the quality of clusters. Clusters without any training row count, too, but are not in
   * the answers.
   */
  private static ClusterQuality clustering(RunResult stored, AnsweredRows rows) {
    if (rows.clusters().isEmpty()) {
      return ClusterQuality.NONE;
    }
    var taskOf = new TreeMap<ClusterId, String>();
    var trainingRows = new TreeMap<ClusterId, SortedMap<String, Long>>();
    rows.clusters()
        .forEach(
            cluster -> {
              var id = new ClusterId(cluster.cluster());
              taskOf.put(id, cluster.task());
              trainingRows.put(id, cluster.trainingRows());
            });
    return ClusterQuality.of(
        stored.clustering().clusters(), new MajorityTasks(taskOf, trainingRows));
  }

  private static boolean near(DeploymentScore one, DeploymentScore other) {
    return near(one.allTasks(), other.allTasks())
        && near(one.ownTasks(), other.ownTasks())
        && near(one.unseen(), other.unseen())
        && near(one.macroF1(), other.macroF1())
        && near(one.routing(), other.routing())
        && near(one.calibrationError(), other.calibrationError())
        && near(one.brierScore(), other.brierScore());
  }

  private static boolean near(OptionalDouble one, OptionalDouble other) {
    return (one.isPresent() && other.isPresent())
        ? near(one.getAsDouble(), other.getAsDouble())
        : one.equals(other);
  }

  private static boolean near(double one, double other) {
    return Double.compare(one, other) == 0 || Math.abs(one - other) <= ROUNDING;
  }
}
