package io.tributary.worker.data;

import io.tributary.worker.data.row.Rows;
import java.util.List;

/** Selects units: those that were named, or all that can be trained. */
final class TaskFilter {
  private TaskFilter() {}

  static void requireKnown(List<String> wanted, List<String> known, String where) {
    for (String name : wanted) {
      if (!known.contains(name)) {
        throw Rows.failure(
            "UNKNOWN_TASK",
            "--tasks names " + name + ", but " + where + " has " + String.join(", ", known),
            "name one of those",
            null);
      }
    }
  }

  /**
   * Returns the trainable units. Units that were named must be trainable; others are left out when
   * all rows lack options.
   */
  static List<RowSource> trainable(List<RowSource> units, boolean named, String where) {
    List<RowSource> taken =
        units.stream()
            .filter(rowSource -> named || rowSource.hasChoiceRows())
            .map(RowSource::trainable)
            .toList();
    if (taken.isEmpty()) {
      int freeText = units.stream().mapToInt(RowSource::freeText).sum();
      throw new Rows(List.of(), freeText, 0).nothingToTrain(where);
    }
    return taken;
  }
}
