package io.tributary.infra.bench;

import java.util.Map;

/**
 * A measured figure beside its bound, with the comparison that was measured in the same run.
 *
 * @param figure the measured number
 * @param unit of figure and bound
 * @param bound what was promised
 * @param holds whether the figure keeps it
 * @param comparison everything else that was measured, by name
 */
public record BenchResult(
    double figure, String unit, Bound bound, boolean holds, Map<String, Object> comparison) {

  /**
   * The limit that a figure must keep, in the figure's unit.
   *
   * @param limit the number
   * @param atMost whether the figure must not exceed it; otherwise it must reach it
   */
  public record Bound(double limit, boolean atMost) {
    /** The figure must not exceed the limit. */
    public static Bound atMost(double limit) {
      return new Bound(limit, true);
    }

    /** The figure must reach the limit. */
    public static Bound atLeast(double limit) {
      return new Bound(limit, false);
    }

    boolean keptBy(double figure) {
      return atMost ? figure <= limit : figure >= limit;
    }
  }

  /**
   * A result whose verdict follows from figure and bound; a figure that is no number never holds.
   */
  public static BenchResult of(
      double figure, String unit, Bound bound, Map<String, Object> comparison) {
    return new BenchResult(figure, unit, bound, bound.keptBy(figure), comparison);
  }
}
