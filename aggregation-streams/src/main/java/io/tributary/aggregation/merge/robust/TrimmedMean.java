package io.tributary.aggregation.merge.robust;

import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.WholeWindowStrategy;

/**
 * The mean of each coordinate's clipped values without the f smallest and the f largest, added in
 * ascending order. A window must have more than 2 f updates.
 *
 * <p>Yin et al. 2018, definition 2; ALGORITHMS.md, "Robust means". Weights are ignored.
 *
 * @param byzantine f, updates that may be arbitrarily wrong
 * @param maxParts updates that a window may hold, as all of them are in memory at its close
 */
public record TrimmedMean(int byzantine, int maxParts) implements WholeWindowStrategy {
  @Override
  public String name() {
    return "trimmed-mean";
  }

  @Override
  public int minParts() {
    return 2 * byzantine + 1;
  }

  @Override
  public Accumulator open(ChunkShape shape) {
    return new SortedCoordinateAccumulator(this, shape.length(), this::of);
  }

  private double of(double[] sorted) {
    double sum = 0;
    for (int i = byzantine; i < sorted.length - byzantine; i++) {
      sum += sorted[i];
    }
    return sum / (sorted.length - 2 * byzantine);
  }
}
