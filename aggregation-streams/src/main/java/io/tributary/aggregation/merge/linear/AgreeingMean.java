package io.tributary.aggregation.merge.linear;

import io.tributary.aggregation.merge.FixedPointSquares;
import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.IncrementalStrategy;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.schemas.spec.AgreementMode;

/**
 * A mean that also keeps second moments: it measures how far a window's contributors agreed, and
 * may scale each coordinate's step by it, see {@link AgreementMode}. Otherwise it is the given
 * mean.
 *
 * @param mean whose step it takes
 * @param mode any but OFF, which is the mean itself
 */
public record AgreeingMean(LinearMean mean, AgreementMode mode) implements IncrementalStrategy {
  public AgreeingMean {
    if (mode == AgreementMode.OFF) {
      throw new IllegalArgumentException(
          "merge.agreement of a mean with second moments must not be off");
    }
  }

  @Override
  public String name() {
    return mean.name();
  }

  @Override
  public int minParts() {
    return mean.minParts();
  }

  @Override
  public int maxParts() {
    return mean.maxParts();
  }

  @Override
  public boolean needsOrigins() {
    return mean.needsOrigins();
  }

  @Override
  public long units(MergeContribution part) {
    return mean.units(part);
  }

  @Override
  public boolean ownUnits() {
    return mean.ownUnits();
  }

  /** Returns the length of the mean's state, plus two longs a coordinate, plus two a divisor. */
  @Override
  public int stateLength(ChunkShape shape) {
    return mean.stateLength(shape)
        + FixedPointSquares.PLACES * shape.length()
        + 2 * MomentAccumulator.divisors(mean, shape);
  }

  @Override
  public Accumulator over(ChunkShape shape, long[] state) {
    if (state.length != stateLength(shape)) {
      throw new IllegalArgumentException(
          "state of "
              + name()
              + " with second moments must have "
              + stateLength(shape)
              + " longs, had "
              + state.length);
    }
    return new MomentAccumulator(mean, mode, shape, state);
  }
}
