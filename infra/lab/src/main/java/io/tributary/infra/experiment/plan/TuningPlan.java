package io.tributary.infra.experiment.plan;

import io.tributary.infra.experiment.plan.TableDefinition.TableRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tuning of settings that a file leaves open, before the tables are run: every method is
 * trained with each value of its grid, and asked training rows that were held out of training.
 *
 * @param seed of these runs, none of the experiment's: their splits are not those of the tables
 * @param settings of these runs, besides those in the grids
 * @param methods that are tuned, each once
 */
public record TuningPlan(long seed, RunSettings settings, List<Tuned> methods) {
  /**
   * A method with its grid.
   *
   * @param method whose own deployment is scored
   * @param sharers names of the tables' other methods that share its training, and so its pick
   * @param grid of values to try
   */
  public record Tuned(MethodDefinition method, List<String> sharers, TuningValues grid) {
    public Tuned {
      sharers = List.copyOf(sharers);
    }

    /**
     * Returns whether a row runs with the picked value: it shares the training and leaves the key
     * open.
     */
    public boolean isFor(TableRow row) {
      return method.sharesTraining(row.method()) && !row.settings().isWritten(grid.key());
    }
  }

  /**
   * Checks that rows are held out for validation, and that each method fits every value of its
   * grid.
   *
   * @throws io.tributary.schemas.settings.Failure EXPERIMENT_INVALID if nothing is held out, or a
   *     run cannot be made
   */
  public TuningPlan {
    methods = List.copyOf(methods);
    // Otherwise its runs would be asked the test rows.
    if (settings.validation() < 1) {
      throw RunSettings.invalid("validation of tuning must be >= 1, was " + settings.validation());
    }
    for (Tuned tuned : methods) {
      for (String value : tuned.grid().values()) {
        Methods.requireFits(tuned.method(), settings.with(Map.of(tuned.grid().key(), value)));
      }
    }
  }

  /** Returns the run of a method with one of its grid's values. */
  public RunPlan run(Tuned tuned, String value) {
    return new RunPlan(tuned.method(), settings.with(Map.of(tuned.grid().key(), value)), seed);
  }

  /** Returns every training, method by method, by its key. */
  public Map<String, RunPlan> trainings() {
    var trainings = new LinkedHashMap<String, RunPlan>();
    for (Tuned tuned : methods) {
      for (String value : tuned.grid().values()) {
        RunPlan run = run(tuned, value);
        trainings.put(run.trainingKey(), run);
      }
    }
    return trainings;
  }

  /** Returns a method's grid, if it is tuned. */
  Optional<TuningValues> grid(MethodDefinition method) {
    return methods.stream()
        .filter(tuned -> tuned.method().equals(method))
        .map(Tuned::grid)
        .findFirst();
  }
}
