package io.tributary.aggregation.merge.linear;

import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.MergeStep;
import io.tributary.aggregation.merge.strategy.MixingStrategy;
import java.nio.FloatBuffer;

/**
 * Makes a version of every update: {@code W <- (1 - a) W + a (W_base + clip u)} with {@code a =
 * alpha s(tau)}; for tau = 0 that is {@code W + a clip u}. Order matters by definition.
 *
 * <p>FedAsync, Xie et al. 2019, algorithm 1 and section 5.2; ALGORITHMS.md, "Asynchronous merging".
 *
 * @param alpha mixing weight of a fresh update, in (0, 1]
 */
public record FedAsync(double alpha) implements MixingStrategy {
  public FedAsync {
    if (!(alpha > 0 && alpha <= 1)) {
      throw new IllegalArgumentException("merge.mixing must be in (0, 1], was " + alpha);
    }
  }

  @Override
  public String name() {
    return "fedasync";
  }

  /** Returns the step {@code a ((W_base - W) + clip u)}, in double. */
  @Override
  public MergeStep mix(
      MergeContribution part, FloatBuffer payload, FloatBuffer origin, FloatBuffer current) {
    int length = current.remaining();
    if (payload.remaining() != length || origin.remaining() != length) {
      throw new IllegalArgumentException(
          "payload and origin must have "
              + length
              + " values, had "
              + payload.remaining()
              + " and "
              + origin.remaining());
    }
    double rate = alpha * part.discount();
    double[] step = new double[length];
    for (int i = 0; i < length; i++) {
      double now = current.get(current.position() + i);
      double from = origin.get(origin.position() + i);
      double update = part.clip() * payload.get(payload.position() + i);
      step[i] = rate * (from - now + update);
    }
    return MergeStep.of(step);
  }
}
