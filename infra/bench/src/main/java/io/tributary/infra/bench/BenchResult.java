package io.tributary.infra.bench;

import java.util.Map;

/**
 * A measured figure with its bound, and the comparison that was measured in the same run.
 *
 * @param figure the measured number
 * @param unit of figure and bound
 * @param bound the promised limit
 * @param holds whether the figure keeps it
 * @param comparison all other measurements, by name
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
    /** Returns a bound that the figure must not exceed. */
    public static Bound atMost(double limit) {
      return new Bound(limit, true);
    }

    /** Returns a bound that the figure must reach. */
    public static Bound atLeast(double limit) {
      return new Bound(limit, false);
    }

    boolean keptBy(double figure) {
      return atMost ? figure <= limit : figure >= limit;
    }
  }

  /** Returns a result whose verdict follows from figure and bound; NaN never holds. */
  public static BenchResult of(
      double figure, String unit, Bound bound, Map<String, Object> comparison) {
    return new BenchResult(figure, unit, bound, bound.keptBy(figure), comparison);
  }
}
