package io.tributary.schemas.event;

import io.tributary.schemas.adapter.AdapterFactor;

/**
 * How far the contributors of a version agreed on one tensor, or on the part of it that lies in one
 * chunk: sums over coordinates, so that parts add up.
 *
 * <p>Counted are coordinates with more than one contributor that not all of them left as they were.
 *
 * @param site name of the site
 * @param factor which of its factors
 * @param coordinates that are counted
 * @param factorSum sum of the factors on their steps, each in 0..1; where steps are not scaled, of
 *     the probability factor
 * @param conflicts coordinates whose mean is smaller than its standard error, {@code |m| < sigma /
 *     sqrt(n)}
 * @param squareSum sum of m^2
 * @param varianceSum sum of sigma^2, the contributors' unbiased variance
 */
public record TensorAgreement(
    String site,
    AdapterFactor factor,
    long coordinates,
    double factorSum,
    long conflicts,
    double squareSum,
    double varianceSum) {

  /** Whether both are of the same tensor. */
  public boolean sameTensor(TensorAgreement other) {
    return site.equals(other.site) && factor == other.factor;
  }

  /** This part and the one behind it. */
  public TensorAgreement plus(TensorAgreement next) {
    if (!sameTensor(next)) {
      throw new IllegalArgumentException(
          "agreement must be of one tensor, was of "
              + site
              + " "
              + factor
              + " and "
              + next.site
              + " "
              + next.factor);
    }
    return new TensorAgreement(
        site,
        factor,
        coordinates + next.coordinates,
        factorSum + next.factorSum,
        conflicts + next.conflicts,
        squareSum + next.squareSum,
        varianceSum + next.varianceSum);
  }

  /** Mean factor on a counted coordinate's step, in 0..1; NaN if none is counted. */
  public double meanFactor() {
    return factorSum / coordinates;
  }

  /** Share of the counted coordinates that are in conflict, in 0..1; NaN if none is counted. */
  public double conflictRate() {
    return (double) conflicts / coordinates;
  }

  /**
   * Gradient signal-to-noise ratio, {@code sum m^2 / sum sigma^2}; infinite if all contributors
   * sent the same, NaN if no coordinate is counted.
   */
  public double gsnr() {
    return squareSum / varianceSum;
  }
}
