package io.tributary.schemas.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known word that a user probably meant. */
public final class NearestWord {
  private NearestWord() {}

  /**
   * Returns the known word with the fewest edits to {@code word}, if there are at most two, or at
   * most a third of its length.
   */
  public static Optional<String> to(String word, Collection<String> known) {
    int most = Math.max(2, word.length() / 3);
    return known.stream()
        .filter(k -> Math.abs(k.length() - word.length()) <= most)
        .min(Comparator.comparingInt((String k) -> edits(word, k)).thenComparing(k -> k))
        .filter(k -> edits(word, k) <= most);
  }

  /**
   * Returns the end of a message about an unknown word: the nearest known word as a question, or an
   * empty text.
   */
  public static String question(String word, Collection<String> known) {
    return to(word, known).map(nearest -> ": did you mean " + nearest + "?").orElse("");
  }

  /**
   * Returns the message about a word that is not one of the known ones, with the nearest one if
   * there is one.
   */
  public static String refusal(String what, String word, Collection<String> known) {
    return what
        + " must be one of "
        + String.join(", ", known)
        + "; was '"
        + word
        + "'"
        + question(word, known);
  }

  /** Returns the Levenshtein distance between two words. */
  public static int edits(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substituted, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
