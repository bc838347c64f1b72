package io.tributary.worker.train;

/** Moves values along a gradient, in place. */
public interface Optimiser {
  /**
   * One step.
   *
   * @param values changed in place
   * @param gradient of the loss at {@code values}, as many; may be changed
   * @param learningRate > 0
   */
  void step(float[] values, float[] gradient, float learningRate);
}
