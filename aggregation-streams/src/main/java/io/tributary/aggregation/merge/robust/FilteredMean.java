package io.tributary.aggregation.merge.robust;

import io.tributary.aggregation.merge.linear.WeightedMean;
import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.SelectingStrategy;
import io.tributary.schemas.id.UpdateId;
import java.util.List;
import java.util.SortedMap;

/**
 * Leaves out the updates whose direction differs from that of the weight of the others, and merges
 * the rest as the weighted mean.
 *
 * <p>This project's own, after adaptive federated averaging (Muñoz-González et al. 2019, arXiv
 * 1909.05125), which compares each update with the mean by its cosine and drops those that are some
 * standard deviations off. Here medians over pairs replace mean and deviation, so that wrong
 * updates do not move the reference that they are compared with; {@link CosineFilter} has the rule.
 *
 * @param maxParts updates that a window may take, because all of them are in memory at its close
 */
public record FilteredMean(int maxParts) implements SelectingStrategy {
  /** The share is a half: honest members differ by less, hostile directions by more. */
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
