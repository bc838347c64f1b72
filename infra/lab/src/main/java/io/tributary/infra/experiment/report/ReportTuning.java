package io.tributary.infra.experiment.report;

import io.tributary.infra.experiment.plan.TuningPlan;
import io.tributary.infra.experiment.run.GridSearch;
import io.tributary.infra.experiment.run.GridSearch.Trial;
import io.tributary.infra.experiment.run.RunResult;
import java.util.List;
import java.util.Optional;

/**
 * The tuning of a setting of a method.
 *
 * @param method whose own deployment was scored
 * @param sharers other methods that run with the pick, because they share the training
 * @param key of the setting
 * @param seed of the runs
 * @param clients that they had
 * @param validation training rows of each client that were not trained on, but asked
 * @param asked largest number of rows of a task
 * @param values in the grid's order
 * @param picked the value; null while runs are missing
 * @param fallback whether every run failed, so that the default stays
 */
public record ReportTuning(
    String method,
    List<String> sharers,
    String key,
    long seed,
    int clients,
    int validation,
    int asked,
    List<Value> values,
    String picked,
    boolean fallback) {
  /**
   * One value of the grid and the accuracy that a run with it reached.
   *
   * @param value of the setting
   * @param ownTasks accuracy over the tasks that a client trained on, of validation rows; null
   *     without
   * @param run file from which it was made; null if the run has not ended
   * @param failure why there is no accuracy; null if the run did not fail
   */
  public record Value(String value, Double ownTasks, String run, String failure) {}

  static ReportTuning of(TuningPlan tuning, GridSearch search, Optional<String> picked) {
    return new ReportTuning(
        search.tuned().method().name(),
        search.tuned().sharers(),
        search.tuned().grid().key(),
        tuning.seed(),
        tuning.settings().clients(),
        tuning.settings().validation(),
        tuning.settings().testRows(),
        search.trials().stream().map(ReportTuning::value).toList(),
        picked.orElse(null),
        search.allFailed());
  }

  private static Value value(Trial trial) {
    return new Value(
        trial.value(),
        trial.ownTasks().orElse(null),
        trial.result().isPresent() ? "runs/" + trial.key() + ".json" : null,
        trial.result().map(RunResult::failure).orElse(null));
  }
}
