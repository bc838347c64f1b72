package io.tributary.worker.optimise;

/**
 * Stochastic gradient descent, {@code theta <- theta - eta g} (Robbins and Monro 1951).
 *
 * @param learningRate eta, finite, > 0
 */
public record Sgd(float learningRate) implements Optimiser {
  public Sgd {
    SettingChecks.positive("learning rate", learningRate);
  }

  @Override
  public void step(float[] values, float[] gradient) {
    for (int i = 0; i < values.length; i++) {
      values[i] -= learningRate * gradient[i];
    }
  }

  @Override
  public String toString() {
    return "SGD at learning rate " + learningRate;
  }
}
