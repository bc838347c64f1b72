package io.tributary.infra.measure.stability;

import io.tributary.infra.measure.Require;
import io.tributary.infra.measure.statistics.SeedSummary;

/**
 * The changes x_t - x_(t-1) of a curve from one point to the next, at equal distances: of the loss
 * from step to step, or of a metric from round to round. Their spread is the curve's noise: a
 * steady rise or fall has none, unlike in the variance of the values themselves.
 *
 * @param changes number of changes, >= 2
 * @param mean of the changes, (last - first) / changes
 * @param variance of the changes (sample variance, divided by changes - 1): "step-to-step variance"
 */
public record CurveChange(int changes, double mean, double variance) {
  private static final int FEWEST_POINTS = 3;

  /**
   * Computes the changes of a curve.
   *
   * @param curve values in order, at least three
   * @throws IllegalArgumentException if there are fewer, or one is not finite
   */
  public static CurveChange of(double... curve) {
    Require.atLeast(
        FEWEST_POINTS, "number of points of a curve", curve.length, "measure more rounds or steps");
    Require.finite("point of the curve", curve);
    double[] changes = new double[curve.length - 1];
    for (int t = 0; t < changes.length; t++) {
      changes[t] = curve[t + 1] - curve[t];
    }
    SeedSummary summary = SeedSummary.of(changes);
    double deviation = summary.standardDeviation().orElseThrow();
    return new CurveChange(changes.length, summary.mean(), deviation * deviation);
  }

  /** Returns sqrt(variance), the "round-to-round standard deviation" of a metric. */
  public double standardDeviation() {
    return Math.sqrt(variance);
  }
}
