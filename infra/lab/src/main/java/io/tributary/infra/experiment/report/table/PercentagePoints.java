package io.tributary.infra.experiment.report.table;

import java.util.Locale;

/** Differences of shares, as people see them. */
public final class PercentagePoints {
  private static final double EXACT = 1e9;

  private PercentagePoints() {}

  /**
   * Formats a difference in points with a sign, to one decimal. Digits beyond the ninth are
   * rounding: 3.75 points are +3.8 in whichever order their sums were taken.
   */
  public static String of(double difference) {
    // Plus 0: a difference of -0 has no sign.
    return String.format(Locale.ROOT, "%+.1f", Math.rint(100 * EXACT * difference) / EXACT + 0.0);
  }
}
