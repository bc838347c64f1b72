package io.tributary.worker.optimise;

/**
 * Corrects the gradient by the difference between the federation's and the client's own, {@code g -
 * c_i + c} (SCAFFOLD, Karimireddy et al. 2020, algorithm 1).
 *
 * @param own c_i; not changed
 * @param common c; not changed
 * @param next takes the step
 */
public record ControlVariates(float[] own, float[] common, Optimiser next) implements Optimiser {
  @Override
  public void step(float[] values, float[] gradient) {
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += common[i] - own[i];
    }
    next.step(values, gradient);
  }

  @Override
  public String toString() {
    return next + " with control variates";
  }
}
