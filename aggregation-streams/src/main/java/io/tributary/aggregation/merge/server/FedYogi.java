package io.tributary.aggregation.merge.server;

/**
 * As {@link FedAdam}, but {@code v <- v - (1 - b2) step^2 sign(v - step^2)}, which forgets large
 * steps more slowly.
 *
 * <p>FedYogi, Reddi et al. 2021, algorithm 2.
 *
 * @param learningRate eta_g
 * @param beta1 b1, in [0, 1)
 * @param beta2 b2, in [0, 1)
 * @param tau degree of adaptivity, &gt; 0
 */
public record FedYogi(double learningRate, double beta1, double beta2, double tau)
    implements ServerOptimizer {
  @Override
  public String name() {
    return "fedyogi";
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
    double square = step * step;
    float before = moments[1][coordinate];
    float first = (float) (beta1 * moments[0][coordinate] + (1 - beta1) * step);
    float second = (float) (before - (1 - beta2) * square * Math.signum(before - square));
    moments[0][coordinate] = first;
    moments[1][coordinate] = second;
    return learningRate * first / (Math.sqrt(second) + tau);
  }
}
