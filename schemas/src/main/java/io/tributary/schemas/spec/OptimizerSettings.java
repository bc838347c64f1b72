package io.tributary.schemas.spec;

/**
 * The settings of the server optimiser that applies a window's step (Reddi et al. 2021, algorithm
 * 2).
 *
 * @param name of the server optimiser
 * @param learningRate eta_g
 * @param beta1 decay of the first moment, and the momentum of fedavgm
 * @param beta2 decay of the second moment
 * @param tau degree of adaptivity
 */
public record OptimizerSettings(
    String name, double learningRate, double beta1, double beta2, double tau) {
  public OptimizerSettings {
    if (!(learningRate > 0 && learningRate <= 1000)) {
      throw new IllegalArgumentException(
          "merge.learning-rate must be in (0, 1000], was " + learningRate);
    }
    if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
      throw new IllegalArgumentException(
          "merge.beta1 and beta2 must be in [0, 1), were " + beta1 + " and " + beta2);
    }
    if (!(tau >= 1e-9 && tau <= 1)) {
      throw new IllegalArgumentException("merge.tau must be in [1e-9, 1], was " + tau);
    }
  }

  /** Returns no optimiser: the step is applied as it is (plain averaging). */
  public static OptimizerSettings none() {
    return of("none", 1);
  }

  /** Returns an optimiser with the paper's beta1 0.9, beta2 0.99 and tau 1e-3. */
  public static OptimizerSettings of(String name, double learningRate) {
    return new OptimizerSettings(name, learningRate, 0.9, 0.99, 1e-3);
  }
}
