package io.tributary.aggregation.merge.linear;

import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.IncrementalStrategy;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.schemas.adapter.AdapterFactor;

/**
 * A weighted mean of payloads, {@code step = sum_i w_i clip_i u_i / sum_i d_i}, in fixed point.
 *
 * <p>Every mean defines its w_i and d_i; 1 &lt;= w_i &lt;= d_i, and the d_i of a window sum up to
 * 2^31 - 1 at most, so that {@link io.tributary.aggregation.merge.FixedPointSum} cannot overflow.
 */
public interface LinearMean extends IncrementalStrategy {
  /** w_i, the factor on the payload. */
  default long weight(MergeContribution part) {
    return part.weight();
  }

  /** Returns whether coordinates of rank components that a client did not train count as zero. */
  default boolean masksRanks() {
    return false;
  }

  /**
   * Returns whether each rank component has a divisor of its own: the sum of d_i over the clients
   * that trained it.
   */
  default boolean dividesPerComponent() {
    return false;
  }

  /** Returns whether the mean changes this factor at all. */
  default boolean moves(AdapterFactor factor) {
    return true;
  }

  @Override
  default int stateLength(ChunkShape shape) {
    return shape.length() + (dividesPerComponent() ? shape.rank() : 1);
  }

  @Override
  default Accumulator over(ChunkShape shape, long[] state) {
    if (state.length != stateLength(shape)) {
      throw new IllegalArgumentException(
          "state of "
              + name()
              + " must have "
              + stateLength(shape)
              + " longs, had "
              + state.length);
    }
    return new SumAccumulator(this, shape, state);
  }
}
