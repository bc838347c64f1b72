package io.tributary.aggregation.merge.linear;

import io.tributary.aggregation.merge.strategy.MergeContribution;

/**
 * The mean {@code step = sum_i clip_i u_i / n}: every update counts once, whatever its samples and
 * staleness.
 */
public record UniformMean(String name) implements LinearMean {
  @Override
  public long weight(MergeContribution part) {
    return 1;
  }

  @Override
  public long units(MergeContribution part) {
    return 1;
  }
}
