package io.tributary.aggregation.merge.server;

/**
 * {@code m <- b1 m + (1 - b1) step; v <- b2 v + (1 - b2) step^2; W <- W + eta_g m / (sqrt(v) +
 * tau)}, with v = tau^2 before the first version and no bias correction.
 *
 * <p>FedAdam, Reddi et al. 2021, algorithm 2.
 *
 * @param learningRate eta_g
 * @param beta1 b1, in [0, 1)
 * @param beta2 b2, in [0, 1)
 * @param tau degree of adaptivity, &gt; 0
 */
public record FedAdam(double learningRate, double beta1, double beta2, double tau)
    implements ServerOptimizer {
  @Override
  public String name() {
    return "fedadam";
  }

  @Override
  public int moments() {
    return 2;
  }

  @Override
  public float initialMoment(int moment) {
    return moment == 0 ? 0 : (float) (tau * tau);
  }

  @Override
  public double move(double step, float[][] moments, int coordinate) {
    float first = (float) (beta1 * moments[0][coordinate] + (1 - beta1) * step);
    float second = (float) (beta2 * moments[1][coordinate] + (1 - beta2) * step * step);
    moments[0][coordinate] = first;
    moments[1][coordinate] = second;
    return learningRate * first / (Math.sqrt(second) + tau);
  }
}
