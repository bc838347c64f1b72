package io.tributary.worker.optimise;

/**
 * Moves values along a gradient, in place. Its memory of earlier steps belongs to one round of one
 * slot. {@code toString} names it and its rate, for messages.
 */
public interface Optimiser {
  /**
   * Takes one step and changes the values in place.
   *
   * @param values changed in place
   * @param gradient of the loss at {@code values}, as many; may be changed
   */
  void step(float[] values, float[] gradient);
}
