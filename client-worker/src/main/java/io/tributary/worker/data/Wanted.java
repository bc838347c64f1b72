package io.tributary.worker.data;

import java.util.List;

/** Which units are taken: those that were named, or all of which a row can be trained. */
final class Wanted {
  private Wanted() {}

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

  /** Units named on purpose must be trainable; others are left out when all rows lack options. */
  static List<Unit> trainable(List<Unit> units, boolean named, String where) {
    List<Unit> taken =
        units.stream().filter(unit -> named || unit.hasChoiceRows()).map(Unit::trainable).toList();
    if (taken.isEmpty()) {
      int freeText = units.stream().mapToInt(Unit::freeText).sum();
      throw new Rows(List.of(), freeText, 0).nothingToTrain(where);
    }
    return taken;
  }
}
