package io.tributary.infra.measure.statistics;

import io.tributary.infra.measure.Require;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * McNemar's test (1947), two-sided: of the rows that just one of two methods answers right, does
 * each method get half? Rows that both answer alike say nothing and do not count. With fewer than
 * {@link #EXACT_BELOW} such rows the p-value is the exact binomial one; from there on it is the
 * mid-p value, which counts the outcome itself by half. The exact one is needlessly careful, while
 * mid-p keeps its level and the chi-squared approximations do not always (Fagerland, Lydersen and
 * Laake 2013, "The McNemar test for binary matched-pairs data").
 *
 * @param ahead rows that only the first method answers right
 * @param behind rows that only the second one does
 * @param exact whether the p-value is the exact one, rather than mid-p
 * @param pValue probability of a split this uneven if both halves were equally likely; 1 without
 *     any row
 */
public record McNemar(int ahead, int behind, boolean exact, double pValue) {
  /** The number of rows below which the p-value is the exact one; from there on it is mid-p. */
  public static final int EXACT_BELOW = 25;

  /**
   * Tests whether both halves are equally likely.
   *
   * @throws IllegalArgumentException if a count is negative
   */
  public static McNemar of(int ahead, int behind) {
    Require.atLeast(0, "rows that only the first answers right", ahead, "count again");
    Require.atLeast(0, "rows that only the second answers right", behind, "count again");
    int rows = Math.addExact(ahead, behind);
    boolean exact = rows < EXACT_BELOW;
    return new McNemar(ahead, behind, exact, pValue(Math.min(ahead, behind), rows, exact));
  }

  private static double pValue(int fewer, int rows, boolean exact) {
    if (rows == 0) {
      return 1;
    }
    var coins = BinomialDistribution.of(rows, 0.5);
    double outcome = coins.probability(fewer);
    if (2 * fewer == rows) {
      // Every outcome is at least as uneven as this one.
      return exact ? 1 : 1 - outcome / 2;
    }
    // Sums rather than the difference to the exact one, which rounding can make negative.
    double further = 2 * coins.cumulativeProbability(fewer - 1);
    return Math.min(1, further + (exact ? 2 : 1) * outcome);
  }
}
