package io.tributary.aggregation.merge.catalogue;

import java.util.Collection;
import java.util.Comparator;

/** What to say of a name that nobody has. */
final class Named {
  private Named() {}

  /** An error that names the nearest known name. */
  static IllegalArgumentException unknown(String key, String name, Collection<String> known) {
    String nearest =
        known.stream()
            .min(
                Comparator.comparingInt((String other) -> edits(name, other))
                    .thenComparing(Comparator.naturalOrder()))
            .orElseThrow();
    return new IllegalArgumentException(
        key
            + " must be one of "
            + String.join(", ", known)
            + "; was '"
            + name
            + "': did you mean "
            + nearest
            + "?");
  }

  /** Fewest insertions, deletions and replacements of a character (Levenshtein 1966). */
  static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
