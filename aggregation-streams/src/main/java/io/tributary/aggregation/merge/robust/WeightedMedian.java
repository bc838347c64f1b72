package io.tributary.aggregation.merge.robust;

import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.WholeWindowStrategy;

/**
 * The weighted median of each coordinate's clipped values: the middle of their weight, as the
 * ledger bounds it. Half of the weight must be wrong to move a coordinate beyond what the others
 * say, however many updates that half is cut into. Of equal weights it is the median.
 *
 * @param maxParts updates that a window may hold, as all of them are in memory at its close
 */
public record WeightedMedian(int maxParts) implements WholeWindowStrategy {
  @Override
  public String name() {
    return "weighted-median";
  }

  @Override
  public Accumulator open(ChunkShape shape) {
    return new WeightedMedianAccumulator(this, shape.length());
  }
}
