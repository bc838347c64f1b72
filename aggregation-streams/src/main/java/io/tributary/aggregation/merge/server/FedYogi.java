package io.tributary.aggregation.merge.server;

/**
 * Does the same as {@link FedAdam}, but with {@code v <- v - (1 - b2) step^2 sign(v - step^2)},
 * which forgets large steps more slowly.
 *
 * <p>FedYogi, Reddi et al. 2021, algorithm 2.
 *
 * @param learningRate eta_g
 * @param beta1 b1, in [0, 1)
 * @param beta2 b2, in [0, 1)
 * @param tau degree of adaptivity, &gt; 0
 */
public record FedYogi(double learningRate, double beta1, double beta2, double tau)
    implements AdaptiveOptimizer {
  @Override
  public String name() {
    return "fedyogi";
  }

  @Override
  public double second(double before, double square) {
    return before - (1 - beta2) * square * Math.signum(before - square);
  }
}
