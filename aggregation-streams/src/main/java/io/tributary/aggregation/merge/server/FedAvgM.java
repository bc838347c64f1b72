package io.tributary.aggregation.merge.server;

/**
 * Server momentum: {@code m <- beta m + step; W <- W + eta_g m}.
 *
 * <p>FedAvgM, Hsu et al. 2019; the momentum is not damped by (1 - beta), as there.
 *
 * @param learningRate eta_g
 * @param beta in [0, 1)
 */
public record FedAvgM(double learningRate, double beta) implements ServerOptimizer {
  @Override
  public String name() {
    return "fedavgm";
  }

  @Override
  public int moments() {
    return 1;
  }

  @Override
  public double move(double step, float[][] moments, int coordinate) {
    float momentum = (float) (beta * moments[0][coordinate] + step);
    moments[0][coordinate] = momentum;
    return learningRate * momentum;
  }
}
