package io.tributary.aggregation.merge.linear;

/**
 * Computes the standard normal distribution from a table and Taylor's series, with StrictMath and
 * without fused operations, so that the bits depend on the argument only.
 */
final class NormalDistribution {
  /** The argument from which less than half a unit in the last place of 1 is missing. */
  private static final double ALL = 8.4;

  /** The number of table entries in a unit: none is farther than 1/32 away. */
  private static final int PLACES = 16;

  /** The number of terms: for |d| of at most 1/32 the rest is less than 1e-17. */
  private static final int TERMS = 9;

  private static final double[] VALUES = new double[1 + (int) Math.ceil(ALL * PLACES)];
  private static final double[] DENSITIES = new double[VALUES.length];
  private static final double[] RECIPROCALS = new double[TERMS];

  static {
    for (int place = 0; place < VALUES.length; place++) {
      double t = (double) place / PLACES;
      DENSITIES[place] = Math.sqrt(2 / Math.PI) * StrictMath.exp(-t * t / 2);
      VALUES[place] = DENSITIES[place] * series(t);
    }
    for (int k = 1; k < TERMS; k++) {
      RECIPROCALS[k] = 1.0 / k;
    }
  }

  private NormalDistribution() {}

  /**
   * Returns {@code t + t^3 / 3 + t^5 / (3 5) + ..}, which times the density is the probability
   * (Abramowitz and Stegun 26.2.11): all terms have one sign, so that nothing cancels.
   */
  private static double series(double t) {
    double sum = t;
    double term = t;
    for (int k = 1; term > sum * 0x1p-60; k++) {
      term *= t * t / (2 * k + 1);
      sum += term;
    }
    return sum;
  }

  /**
   * Returns {@code 2 Phi(t) - 1 = erf(t / sqrt 2)}, the probability that a standard normal variable
   * lies within t of zero; its relative error is below 3e-15.
   *
   * <p>It continues from the nearest table entry {@code t - d}: the k-th derivative of the density
   * is {@code (-1)^k He_k} times it, with Hermite's polynomials {@code He_k(x) = x He_{k-1}(x) - (k
   * - 1) He_{k-2}(x)}.
   *
   * @param t at least 0
   * @return in 0..1
   */
  static double within(double t) {
    if (t >= ALL) {
      return 1;
    }
    int place = (int) Math.rint(t * PLACES);
    double from = (double) place / PLACES;
    double d = t - from;
    double before = 0;
    double hermite = 1;
    double power = d;
    double sum = d;
    for (int k = 1; k < TERMS - 1; k++) {
      double next = from * hermite - (k - 1) * before;
      before = hermite;
      hermite = next;
      power *= -d * RECIPROCALS[k + 1];
      sum += hermite * power;
    }
    return Math.min(1, VALUES[place] + DENSITIES[place] * sum);
  }
}
