package io.tributary.schemas.spec;

/**
 * Selects whether a merge keeps second moments, and by which factor it scales each coordinate's
 * step.
 *
 * <p>With m the weighted mean of a coordinate's n contributors and sigma their standard deviation:
 * PROBABILITY and GSNR are this project's own, by analogy with what pFLAlign (arXiv 2605.02143)
 * does in the client, where the normal CDF of a gradient's sign agreement and its gradient
 * signal-to-noise ratio scale corrections and steps. The paper's server averages plainly.
 */
public enum AgreementMode {
  /** No second moments are kept, and no agreement is published. */
  OFF,
  /** The agreement is published, and steps are not scaled: the same adapters as OFF. */
  PLAIN,
  /** Steps are scaled by {@code 2 Phi(|m| sqrt(n) / sigma) - 1}. */
  PROBABILITY,
  /** Steps are scaled by {@code m^2 / (m^2 + sigma^2 / n)}. */
  GSNR
}
