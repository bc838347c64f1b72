package io.tributary.infra.measure.statistics;

import io.tributary.infra.measure.Require;

/** Computes by how much one mean is better than another, in percent of the other. */
public final class RelativeGain {
  private static final double PERCENT = 100;

  private RelativeGain() {}

  /**
   * Returns 100 (value - baseline) / baseline.
   *
   * @throws IllegalArgumentException if the baseline is not positive, or one is not finite: a gain
   *     over nothing has no percentage
   */
  public static double percent(double value, double baseline) {
    Require.finite("value", value);
    Require.finite("baseline", baseline);
    if (baseline <= 0) {
      throw new IllegalArgumentException(
          "baseline of a relative gain must be above 0, was %s: show the difference instead"
              .formatted(baseline));
    }
    return PERCENT * (value - baseline) / baseline;
  }
}
