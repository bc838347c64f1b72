package io.tributary.schemas.spec;

/**
 * Whether a merge keeps second moments, and by which factor it scales each coordinate's step.
 *
 * <p>With m the weighted mean of a coordinate's n contributors and sigma their standard deviation:
 * PROBABILITY and GSNR are ours, by analogy with what pFLAlign (arXiv 2605.02143) does on the
 * client's side, where the normal CDF of a gradient's sign agreement and its gradient
 * signal-to-noise ratio scale corrections and steps; the paper's server averages plainly.
 */
public enum AgreementMode {
  /** No second moments, nothing published. */
  OFF,
  /** Second moments are published, and the step is as it is: the same adapters as OFF. */
  PLAIN,
  /** {@code 2 Phi(|m| sqrt(n) / sigma) - 1}. */
  PROBABILITY,
  /** {@code m^2 / (m^2 + sigma^2 / n)}. */
  GSNR
}
