package io.tributary.aggregation.merge.server;

/**
 * An optimiser of the form {@code m <- b1 m + (1 - b1) step; W <- W + eta_g m / (sqrt(v) + tau)},
 * with v = tau^2 before the first version and no bias correction (Reddi et al. 2021, algorithm 2);
 * its implementations differ in how v is updated.
 */
interface AdaptiveOptimizer extends ServerOptimizer {
  double learningRate();

  double beta1();

  double tau();

  /** Returns a coordinate's next v from the one before and the square of its step. */
  double second(double before, double square);

  @Override
  default int moments() {
    return 2;
  }

  @Override
  default float initialMoment(int moment) {
    return moment == 0 ? 0 : (float) (tau() * tau());
  }

  @Override
  default double move(double step, float[][] moments, int coordinate) {
    float first = (float) (beta1() * moments[0][coordinate] + (1 - beta1()) * step);
    float second = (float) second(moments[1][coordinate], step * step);
    moments[0][coordinate] = first;
    moments[1][coordinate] = second;
    return learningRate() * first / (Math.sqrt(second) + tau());
  }
}
