package io.tributary.infra.experiment.report.table;

import java.util.Locale;

/** Formats differences of shares for people. */
public final class PercentagePoints {
  private static final double EXACT = 1e9;

  private PercentagePoints() {}

  /**
   * Formats a difference in points with a sign, to one decimal. Digits beyond the ninth are
   * rounding errors: 3.75 points are +3.8 in whichever order their sums were computed.
   */
  public static String of(double difference) {
    // Adding 0 removes the sign of a difference of -0.
    return String.format(Locale.ROOT, "%+.1f", Math.rint(100 * EXACT * difference) / EXACT + 0.0);
  }
}
