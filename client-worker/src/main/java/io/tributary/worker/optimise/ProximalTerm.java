package io.tributary.worker.optimise;

/**
 * Pulls values towards an anchor: adds the gradient of {@code mu/2 ||theta - anchor||^2} to the
 * loss's (FedProx, Li et al. 2020, equation 2; Ditto, Li et al. 2021, algorithm 1).
 *
 * @param anchor the adapter that the federation agreed on; not changed
 * @param mu >= 0; 0 leaves the gradient as it is
 * @param next takes the step
 */
public record ProximalTerm(float[] anchor, float mu, Optimiser next) implements Optimiser {
  public ProximalTerm {
    SettingChecks.atLeastZero("proximal mu", mu);
  }

  @Override
  public void step(float[] values, float[] gradient) {
    for (int i = 0; i < values.length; i++) {
      gradient[i] += mu * (values[i] - anchor[i]);
    }
    next.step(values, gradient);
  }

  @Override
  public String toString() {
    return next + " with proximal mu " + mu;
  }
}
