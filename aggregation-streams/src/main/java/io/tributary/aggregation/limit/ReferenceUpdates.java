package io.tributary.aggregation.limit;

import java.util.Arrays;
import java.util.List;

/** Selects the updates of a window that define what is usual. */
final class ReferenceUpdates {
  private ReferenceUpdates() {}

  /** Returns the window's updates of slots that are not new; all updates if all slots are new. */
  static List<AcceptedUpdate> of(List<AcceptedUpdate> window) {
    List<AcceptedUpdate> known = window.stream().filter(update -> !update.newcomer()).toList();
    return known.isEmpty() ? window : known;
  }

  /**
   * Returns the value at a quantile in (0, 1], by nearest rank: the median of two values is the
   * lower one.
   */
  static double quantile(double[] values, double quantile) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(quantile * sorted.length);
    return sorted[Math.max(rank, 1) - 1];
  }
}
