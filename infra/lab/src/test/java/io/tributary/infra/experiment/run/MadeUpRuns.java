package io.tributary.infra.experiment.run;

import io.tributary.infra.experiment.plan.Methods;
import io.tributary.infra.experiment.plan.RunPlan;
import io.tributary.infra.experiment.plan.ServingMode;
import io.tributary.infra.experiment.rows.AnsweredRows;
import io.tributary.infra.experiment.score.DeploymentScore;
import io.tributary.infra.experiment.score.RowScores;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Results of trainings that never were. */
public final class MadeUpRuns {
  private MadeUpRuns() {}

  /** As accurate however it is deployed. */
  public static RunResult scored(RunPlan plan, double accuracy) {
    var accuracies = new TreeMap<ServingMode, Double>();
    Methods.deployments(plan.method()).forEach(one -> accuracies.put(one, accuracy));
    return scored(plan, accuracies);
  }

  /** As accurate as said. */
  public static RunResult scored(RunPlan plan, Map<ServingMode, Double> accuracies) {
    var scores = new TreeMap<ServingMode, DeploymentScore>();
    accuracies.forEach((servingMode, accuracy) -> scores.put(servingMode, score(accuracy)));
    double curve = accuracies.values().iterator().next();
    return result(plan, null, scores, new TreeMap<>(Map.of(1, curve / 2, 2, curve)));
  }

  /** As accurate as said on all tasks, and on the clients' own, however it is deployed. */
  public static RunResult scored(RunPlan plan, double allTasks, double ownTasks) {
    var scores = new TreeMap<ServingMode, DeploymentScore>();
    Methods.deployments(plan.method()).forEach(one -> scores.put(one, score(allTasks, ownTasks)));
    return result(plan, null, scores, new TreeMap<>(Map.of(1, allTasks)));
  }

  /** With the figures that answers come to, beside which they are kept. */
  public static void write(RunDirectory directory, RunPlan plan, AnsweredRows rows) {
    directory.write(result(plan, null, RowScores.of(rows), RowScores.curve(rows)), rows);
  }

  /** Without scores. */
  public static RunResult failed(RunPlan plan, String failure) {
    return result(plan, failure, new TreeMap<>(), new TreeMap<>());
  }

  private static DeploymentScore score(double accuracy) {
    return score(accuracy, accuracy);
  }

  private static DeploymentScore score(double accuracy, double ownTasks) {
    return new DeploymentScore(
        accuracy,
        ownTasks,
        OptionalDouble.empty(),
        accuracy,
        new TreeMap<>(Map.of("t", accuracy)),
        new TreeMap<>(),
        1,
        0,
        0);
  }

  private static RunResult result(
      RunPlan plan,
      String failure,
      SortedMap<ServingMode, DeploymentScore> scores,
      SortedMap<Integer, Double> curve) {
    return new RunResult(
        plan.trainingKey(),
        plan.method().name(),
        plan.settings().values(),
        plan.seed(),
        "code-of-the-test",
        failure,
        scores,
        curve,
        new TrainingStability(
            OptionalDouble.of(0.5), OptionalDouble.empty(), OptionalDouble.empty()),
        List.of(3.0, 2.0, 1.0),
        new ClusterQuality(2, 1, 1, 1),
        List.of(),
        10,
        1,
        2,
        3,
        null);
  }
}
