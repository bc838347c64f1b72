package io.tributary.aggregation.merge.server;

/**
 * Does the same as {@link FedAdam}, but with {@code v <- v + step^2}, which forgets nothing: steps
 * become smaller from version to version. The paper uses it with b1 = 0.
 *
 * <p>FedAdagrad, Reddi et al. 2021, algorithm 2.
 *
 * @param learningRate eta_g
 * @param beta1 b1, in [0, 1)
 * @param tau degree of adaptivity, &gt; 0
 */
public record FedAdagrad(double learningRate, double beta1, double tau)
    implements AdaptiveOptimizer {
  @Override
  public String name() {
    return "fedadagrad";
  }

  @Override
  public double second(double before, double square) {
    return before + square;
  }
}
