package io.tributary.infra.experiment.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The values of one setting, of which tuning picks one.
 *
 * @param key of the setting
 * @param values as a file has them; of equally good ones the first is picked
 */
public record TuningValues(String key, List<String> values) {
  /**
   * The settings that change the rows that are trained or asked, so that runs which differ in them
   * cannot be compared.
   */
  private static final Set<String> OF_THE_TEXT =
      Set.of(
          "scenario",
          "tasks",
          "clients",
          "unseen",
          "drift",
          "cap",
          "test-rows",
          "validation",
          "label-noise",
          "max-tokens");

  /**
   * Checks that the grid has two different values or more, of a setting that tuning may pick.
   *
   * @throws io.tributary.schemas.settings.Failure EXPERIMENT_INVALID if there is nothing to pick
   */
  public TuningValues {
    RunSettings.requireKnown(key);
    values = values.stream().map(value -> RunSettings.asDefault(key, value)).toList();
    if (values.size() < 2) {
      throw RunSettings.invalid("a grid of " + key + " must have >= 2 values, had " + values);
    }
    if (new HashSet<>(values.stream().map(RunSettings::meaning).toList()).size() != values.size()) {
      throw RunSettings.invalid("a grid of " + key + " must have each value once, had " + values);
    }
    if (OF_THE_TEXT.contains(key)) {
      throw RunSettings.invalid(
          "a grid must be of a setting that changes how a method trains, was of "
              + key
              + ", which says what text it gets");
    }
  }
}
