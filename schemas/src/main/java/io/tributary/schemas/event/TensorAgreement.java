package io.tributary.schemas.event;

import io.tributary.schemas.adapter.AdapterFactor;

/**
 * The agreement of a version's contributors on one tensor, or on the part of it in one chunk, as
 * sums over coordinates, so that parts can be added.
 *
 * <p>A coordinate counts if it has more than one contributor and not all of them left it unchanged.
 *
 * @param module name of the target module
 * @param factor A or B of that module
 * @param coordinates number of coordinates that count
 * @param factorSum sum of the factors on their steps, each in 0..1; where steps are not scaled, of
 *     the probability factor
 * @param conflicts coordinates whose mean is smaller than its standard error, {@code |m| < sigma /
 *     sqrt(n)}
 * @param squareSum sum of m^2
 * @param varianceSum sum of sigma^2, the contributors' unbiased variance
 */
public record TensorAgreement(
    String module,
    AdapterFactor factor,
    long coordinates,
    double factorSum,
    long conflicts,
    double squareSum,
    double varianceSum) {

  /** Returns whether both are about the same tensor. */
  public boolean sameTensor(TensorAgreement other) {
    return module.equals(other.module) && factor == other.factor;
  }

  /** Returns the sum of this part and the next part of the same tensor. */
  public TensorAgreement plus(TensorAgreement next) {
    if (!sameTensor(next)) {
      throw new IllegalArgumentException(
          "agreement must be of one tensor, was of "
              + module
              + " "
              + factor
              + " and "
              + next.module
              + " "
              + next.factor);
    }
    return new TensorAgreement(
        module,
        factor,
        coordinates + next.coordinates,
        factorSum + next.factorSum,
        conflicts + next.conflicts,
        squareSum + next.squareSum,
        varianceSum + next.varianceSum);
  }

  /** Returns the mean factor on a counted coordinate's step, in 0..1; NaN if none is counted. */
  public double meanFactor() {
    return factorSum / coordinates;
  }

  /**
   * Returns the share of the counted coordinates that are in conflict, in 0..1; NaN if none is
   * counted.
   */
  public double conflictRate() {
    return (double) conflicts / coordinates;
  }

  /**
   * Returns the gradient signal-to-noise ratio, {@code sum m^2 / sum sigma^2}; infinite if all
   * contributors sent the same, NaN if no coordinate is counted.
   */
  public double gsnr() {
    return squareSum / varianceSum;
  }
}
