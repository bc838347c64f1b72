package io.tributary.worker.optimise;

import java.util.BitSet;

/**
 * Keeps some values unchanged: their gradient counts as zero.
 *
 * @param kept indices of these values
 * @param next takes the step; it must not move a value without a gradient, so it may not decay
 *     weights
 */
public record FrozenValues(BitSet kept, Optimiser next) implements Optimiser {
  @Override
  public void step(float[] values, float[] gradient) {
    for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
      gradient[i] = 0;
    }
    next.step(values, gradient);
  }

  @Override
  public String toString() {
    return next.toString();
  }
}
