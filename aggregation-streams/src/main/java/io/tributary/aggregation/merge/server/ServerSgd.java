package io.tributary.aggregation.merge.server;

/**
 * Applies the step without an optimiser: {@code W <- W + eta_g step}; with eta_g = 1 that is plain
 * averaging, with another value the eta_g of FedBuff.
 *
 * @param learningRate eta_g
 */
public record ServerSgd(double learningRate) implements ServerOptimizer {
  @Override
  public String name() {
    return "none";
  }

  @Override
  public int moments() {
    return 0;
  }

  @Override
  public double move(double step, float[][] moments, int coordinate) {
    return learningRate * step;
  }
}
