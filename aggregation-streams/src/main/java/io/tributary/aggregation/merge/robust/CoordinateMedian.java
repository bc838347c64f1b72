package io.tributary.aggregation.merge.robust;

import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.WholeWindowStrategy;

/**
 * The median of each coordinate's clipped values; of an even number of them, the mean of the two
 * middle ones.
 *
 * <p>Yin et al. 2018, definition 1; ALGORITHMS.md, "Robust means". Weights are ignored.
 *
 * @param maxParts updates that a window may hold, as all of them are in memory at its close
 */
public record CoordinateMedian(int maxParts) implements WholeWindowStrategy {
  @Override
  public String name() {
    return "median";
  }

  @Override
  public Accumulator open(ChunkShape shape) {
    return new SortedCoordinateAccumulator(this, shape.length(), CoordinateMedian::of);
  }

  private static double of(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
