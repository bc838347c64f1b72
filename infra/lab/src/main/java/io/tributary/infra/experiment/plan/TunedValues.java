package io.tributary.infra.experiment.plan;

import io.tributary.infra.experiment.plan.TableDefinition.TableRow;
import io.tributary.infra.experiment.plan.TuningPlan.Tuned;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values that tuning picked, or has yet to pick.
 *
 * @param picks one for each method that is tuned
 */
public record TunedValues(List<Pick> picks) {
  /** The picks of an experiment that tunes nothing. */
  public static final TunedValues NONE = new TunedValues(List.of());

  /**
   * The value that tuning picked for one method.
   *
   * @param tuned the method and its grid
   * @param value that was picked; empty while runs of the grid are missing
   */
  public record Pick(Tuned tuned, Optional<String> value) {
    /** Returns the method, the key and the value, for people. */
    @Override
    public String toString() {
      return tuned.method().name() + ": " + tuned.grid().key() + " " + value.orElse("(open)");
    }
  }

  public TunedValues {
    picks = List.copyOf(picks);
  }

  /** Returns the pick that a row runs with; empty for rows that set the key themselves. */
  public Optional<Pick> of(TableRow row) {
    return picks.stream().filter(pick -> pick.tuned().isFor(row)).findFirst();
  }

  /** Returns the settings of a row; empty while its pick is open. */
  Optional<RunSettings> settings(TableRow row) {
    Optional<Pick> pick = of(row);
    return pick.isEmpty()
        ? Optional.of(row.settings())
        : pick.get()
            .value()
            .map(value -> row.settings().with(Map.of(pick.get().tuned().grid().key(), value)));
  }
}
