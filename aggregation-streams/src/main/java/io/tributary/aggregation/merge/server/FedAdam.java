package io.tributary.aggregation.merge.server;

/**
 * Updates {@code m <- b1 m + (1 - b1) step; v <- b2 v + (1 - b2) step^2; W <- W + eta_g m /
 * (sqrt(v) + tau)}.
 *
 * <p>FedAdam, Reddi et al. 2021, algorithm 2.
 *
 * @param learningRate eta_g
 * @param beta1 b1, in [0, 1)
 * @param beta2 b2, in [0, 1)
 * @param tau degree of adaptivity, &gt; 0
 */
public record FedAdam(double learningRate, double beta1, double beta2, double tau)
    implements AdaptiveOptimizer {
  @Override
  public String name() {
    return "fedadam";
  }

  @Override
  public double second(double before, double square) {
    return beta2 * before + (1 - beta2) * square;
  }
}
