package io.tributary.aggregation.merge.linear;

import io.tributary.schemas.spec.AgreementMode;

/**
 * By how much a coordinate's step counts, given how far its contributors agree: functions of {@code
 * t = |m| sqrt(n) / sigma}, the mean over its standard error, none of which is negative.
 *
 * <p>Ours, by analogy with pFLAlign (arXiv 2605.02143), whose clients scale a correction by the
 * normal probability that a gradient has the offset's sign, and a step by the gradient's signal
 * over signal and noise; its server averages plainly.
 */
public enum AgreementFactor {
  /**
   * {@code 2 Phi(t) - 1}: how much likelier it is than not that the mean's sign is right, of a mean
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

  /** The factor in 0..1; it grows with t, from 0 for 0. */
  public abstract double of(double t);

  /** What a mode scales by; of PLAIN, what it tells. */
  public static AgreementFactor of(AgreementMode mode) {
    return mode == AgreementMode.GSNR ? GSNR : PROBABILITY;
  }
}
