package io.tributary.worker.train;

import ai.djl.ndarray.NDArray;
import io.tributary.schemas.model.graph.GraphScope;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Dropout (Srivastava et al. 2014): sets inputs to zero at random and scales up the others. The
 * masks come from a seeded generator, because all threads share PyTorch's, with which no run could
 * be repeated.
 */
final class Dropout implements UnaryOperator<NDArray> {
  private final GraphScope scope;
  private final SplittableRandom random;
  private final int threshold;

  private Dropout(GraphScope scope, SplittableRandom random, int threshold) {
    this.scope = scope;
    this.random = random;
    this.threshold = threshold;
  }

  /** Returns dropout at {@code rate}, rounded to a multiple of 1/65536; the identity for rate 0. */
  static UnaryOperator<NDArray> of(GraphScope scope, SplittableRandom random, float rate) {
    int threshold = Math.round(rate * 65536);
    return threshold == 0 ? UnaryOperator.identity() : new Dropout(scope, random, threshold);
  }

  @Override
  public NDArray apply(NDArray x) {
    NDArray mask = scope.floats(mask(Math.toIntExact(x.size())), x.getShape().getShape());
    // The graph keeps the mask's memory as long as it needs it.
    try (mask) {
      return x.mul(mask);
    }
  }

  private float[] mask(int size) {
    float[] mask = new float[size];
    float kept = 65536f / (65536 - threshold);
    for (int i = 0; i < size; i += 4) {
      long bits = random.nextLong();
      for (int j = i; j < Math.min(size, i + 4); j++) {
        mask[j] = (bits & 0xffff) < threshold ? 0 : kept;
        bits >>>= 16;
      }
    }
    return mask;
  }
}
