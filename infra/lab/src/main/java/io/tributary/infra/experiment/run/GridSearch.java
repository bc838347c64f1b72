package io.tributary.infra.experiment.run;

import io.tributary.infra.experiment.plan.Experiment;
import io.tributary.infra.experiment.plan.RunSettings;
import io.tributary.infra.experiment.plan.TunedValues;
import io.tributary.infra.experiment.plan.TunedValues.Pick;
import io.tributary.infra.experiment.plan.TuningPlan;
import io.tributary.infra.experiment.plan.TuningPlan.Tuned;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A method's runs over its grid, with their result. Pure.
 *
 * @param tuned the method and its grid
 * @param trials in the grid's order
 */
public record GridSearch(Tuned tuned, List<Trial> trials) {
  /**
   * One value of the grid, with the run that tried it.
   *
   * @param value of the grid's key
   * @param key of its training
   * @param result of it; empty if it has not ended
   * @param ownTasks accuracy of the method's own deployment; empty without, or if the run failed
   */
  public record Trial(
      String value, String key, Optional<RunResult> result, Optional<Double> ownTasks) {}

  public GridSearch {
    trials = List.copyOf(trials);
  }

  /**
   * Returns the searches of every method that is tuned; {@code results} returns what ended, by key.
   */
  public static List<GridSearch> all(
      Experiment experiment, Function<String, Optional<RunResult>> results) {
    return experiment
        .tuning()
        .map(
            tuning -> tuning.methods().stream().map(method -> of(tuning, method, results)).toList())
        .orElse(List.of());
  }

  /** Returns the picks of all searches. */
  public static TunedValues picks(List<GridSearch> searches) {
    return new TunedValues(searches.stream().map(GridSearch::pick).toList());
  }

  /** Returns whether no value can be picked, so that the default stays. */
  public boolean allFailed() {
    return isComplete() && best().isEmpty();
  }

  private static GridSearch of(
      TuningPlan tuning, Tuned tuned, Function<String, Optional<RunResult>> results) {
    return new GridSearch(
        tuned,
        tuned.grid().values().stream()
            .map(
                value -> {
                  String key = tuning.run(tuned, value).trainingKey();
                  Optional<RunResult> result = results.apply(key);
                  return new Trial(
                      value,
                      key,
                      result,
                      result
                          .filter(one -> one.failure() == null)
                          .map(one -> one.scores().get(tuned.method().deployment()).ownTasks()));
                })
            .toList());
  }

  private Pick pick() {
    return new Pick(
        tuned,
        isComplete()
            ? best().or(() -> Optional.of(RunSettings.defaultOf(tuned.grid().key())))
            : Optional.empty());
  }

  /** Returns whether all runs have ended; a missing one could have been the best. */
  private boolean isComplete() {
    return trials.stream().allMatch(trial -> trial.result().isPresent());
  }

  private Optional<String> best() {
    Trial best = null;
    for (Trial trial : trials) {
      if (trial.ownTasks().isPresent()
          && (best == null || trial.ownTasks().get() > best.ownTasks().get())) {
        best = trial;
      }
    }
    return Optional.ofNullable(best).map(Trial::value);
  }
}
