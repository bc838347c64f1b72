package io.tributary.aggregation.merge.linear;

import io.tributary.aggregation.merge.strategy.Part;

/** {@code step = sum_i clip_i u_i / n}: everyone counts once, whatever its samples and age. */
public record UniformMean(String name) implements LinearMean {
  @Override
  public long weight(Part part) {
    return 1;
  }

  @Override
  public long units(Part part) {
    return 1;
  }
}
