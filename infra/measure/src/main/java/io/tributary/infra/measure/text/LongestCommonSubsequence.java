package io.tributary.infra.measure.text;

import java.util.List;

/** Computes the longest sequence that two lists contain in the same order, with gaps. */
final class LongestCommonSubsequence {
  private LongestCommonSubsequence() {}

  /** Returns its length, by dynamic programming: O(n m) time, O(m) memory. */
  static <T> int length(List<T> a, List<T> b) {
    // lengths[j]: of the part of a read so far and the first j of b.
    int[] lengths = new int[b.size() + 1];
    for (T item : a) {
      int diagonal = 0;
      for (int j = 1; j <= b.size(); j++) {
        int above = lengths[j];
        lengths[j] = item.equals(b.get(j - 1)) ? diagonal + 1 : Math.max(above, lengths[j - 1]);
        diagonal = above;
      }
    }
    return lengths[b.size()];
  }
}
