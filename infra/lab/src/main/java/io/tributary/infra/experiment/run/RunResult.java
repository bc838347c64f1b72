package io.tributary.infra.experiment.run;

import io.tributary.infra.experiment.plan.ServingMode;
import io.tributary.infra.experiment.rows.RowsReference;
import io.tributary.infra.experiment.score.DeploymentScore;
import java.util.List;
import java.util.SortedMap;

/**
 * The result of one training, as its run directory keeps it.
 *
 * @param key of the training
 * @param method that it was run for; others may share it
 * @param settings of the training
 * @param seed of everything
 * @param version of the program; null in files of older ones
 * @param failure why there are no scores; null if there are
 * @param scores by deployment
 * @param curve accuracy over all tasks by the nearest cluster, on some of the rows, by round
 * @param stability of the training
 * @param losses mean of the last losses, round by round
 * @param clustering quality of clusters as tasks
 * @param setAside updates that did not count
 * @param bytesUp of all updates
 * @param trainSeconds in training steps, all clients together
 * @param wallSeconds of training
 * @param scoreSeconds of scoring
 * @param rows reference to the answers from which scores and curve were computed; null without any,
 *     and in files of older programs
 */
public record RunResult(
    String key,
    String method,
    SortedMap<String, String> settings,
    long seed,
    String version,
    String failure,
    SortedMap<ServingMode, DeploymentScore> scores,
    SortedMap<Integer, Double> curve,
    TrainingStability stability,
    List<Double> losses,
    ClusterQuality clustering,
    List<String> setAside,
    long bytesUp,
    double trainSeconds,
    double wallSeconds,
    double scoreSeconds,
    RowsReference rows) {

  /** Returns this result with other figures of its test rows. */
  RunResult with(
      SortedMap<ServingMode, DeploymentScore> others,
      SortedMap<Integer, Double> otherCurve,
      ClusterQuality otherClustering) {
    return new RunResult(
        key,
        method,
        settings,
        seed,
        version,
        failure,
        others,
        otherCurve,
        stability,
        losses,
        otherClustering,
        setAside,
        bytesUp,
        trainSeconds,
        wallSeconds,
        scoreSeconds,
        rows);
  }

  /** Returns this result with a reference to its answers. */
  RunResult with(RowsReference reference) {
    return new RunResult(
        key,
        method,
        settings,
        seed,
        version,
        failure,
        scores,
        curve,
        stability,
        losses,
        clustering,
        setAside,
        bytesUp,
        trainSeconds,
        wallSeconds,
        scoreSeconds,
        reference);
  }
}
