package io.tributary.aggregation.merge.linear;

import io.tributary.schemas.spec.AgreementMode;

/**
 * Scales a coordinate's step by how far its contributors agree, as a function of {@code t = |m|
 * sqrt(n) / sigma}, the mean over its standard error, which is not negative.
 *
 * <p>The factors are this project's own, by analogy with pFLAlign (arXiv 2605.02143), whose clients
 * scale a correction by the normal probability that a gradient has the offset's sign, and a step by
 * the gradient's signal over signal and noise; its server averages plainly.
 */
public enum AgreementFactor {
  /**
   * {@code 2 Phi(t) - 1}: by how much the mean's sign is more likely right than wrong, for a mean
   * that is normally distributed around the true one.
   */
  PROBABILITY {
    @Override
    public double of(double t) {
      return NormalDistribution.within(t);
    }
  },
  /** {@code m^2 / (m^2 + sigma^2 / n) = t^2 / (1 + t^2)}: signal over signal and noise. */
  GSNR {
    @Override
    public double of(double t) {
      return 1 / (1 + 1 / (t * t));
    }
  };

  /** Returns the factor in 0..1, which is 0 for t = 0 and grows with t. */
  public abstract double of(double t);

  /** Returns the factor by which a mode scales steps; for PLAIN the one that is published. */
  public static AgreementFactor of(AgreementMode mode) {
    return mode == AgreementMode.GSNR ? GSNR : PROBABILITY;
  }
}
