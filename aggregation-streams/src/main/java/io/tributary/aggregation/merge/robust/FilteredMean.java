package io.tributary.aggregation.merge.robust;

import io.tributary.aggregation.merge.linear.WeightedMean;
import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.SelectingStrategy;
import io.tributary.schemas.id.UpdateId;
import java.util.List;
import java.util.SortedMap;

/**
 * Leaves out the updates that point elsewhere than the weight of the others does, and merges the
 * rest as the weighted mean.
 *
 * <p>Ours, after adaptive federated averaging (Muñoz-González et al. 2019, arXiv 1909.05125), which
 * compares each update with the mean by its cosine and drops what lies some standard deviations
 * off. Here medians over pairs stand for mean and deviation, so that what is wrong does not move
 * what it is compared with; {@link CosineFilter} has the rule.
 *
 * @param maxParts updates that a window may hold, as all of them are in memory at its close
 */
public record FilteredMean(int maxParts) implements SelectingStrategy {
  /** Half of what is usual: honest members differ by less, hostile directions by more. */
  private static final CosineFilter FILTER = new CosineFilter(0.5);

  @Override
  public String name() {
    return "filtered-mean";
  }

  @Override
  public Distances measure(SortedMap<UpdateId, Clipped> payloads) {
    return PairDistances.of(payloads);
  }

  @Override
  public Choice choose(List<Distances> chunks, List<Counted> counted) {
    return FILTER.choose(Distances.sum(chunks), counted);
  }

  @Override
  public Accumulator open(ChunkShape shape) {
    var mean = new WeightedMean();
    return mean.over(shape, new long[mean.stateLength(shape)]);
  }
}
