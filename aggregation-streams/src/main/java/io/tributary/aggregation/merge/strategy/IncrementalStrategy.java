package io.tributary.aggregation.merge.strategy;

import java.nio.FloatBuffer;
import java.util.List;

/** A strategy whose state is a few sums: payloads are added one by one, in any order. */
public non-sealed interface IncrementalStrategy extends MergeStrategy {
  @Override
  default <R> R accept(Visitor<R> visitor) {
    return visitor.incremental(this);
  }

  @Override
  default boolean selects() {
    return false;
  }

  @Override
  default boolean mergesWholeModules() {
    return false;
  }

  @Override
  default boolean makesSteps() {
    return true;
  }

  @Override
  default boolean incremental() {
    return true;
  }

  @Override
  default boolean orderFree() {
    return true;
  }

  /** Returns how many longs the state of a window takes for such a chunk. */
  int stateLength(ChunkShape shape);

  /**
   * Returns an accumulator that continues from a state.
   *
   * @param state {@link #stateLength} longs, zero for a new window; changed in place by each
   *     addition, so that the caller may store it
   */
  Accumulator over(ChunkShape shape, long[] state);

  /** The chunk's values in the newest version and in those that updates were trained from. */
  @FunctionalInterface
  interface Versions {
    /**
     * Returns the values of the version so many versions before the newest; 0 is the newest itself.
     */
    FloatBuffer behind(int staleness);
  }

  /**
   * Returns the step of a window that closes: the sum of its payloads, plus the terms of strategies
   * that {@linkplain #needsOrigins need origins}.
   *
   * @param changes the accumulator's step; may be changed
   * @param parts of the window, in any order; may be empty where no origins are needed
   * @param versions is asked for the newest version and for the origins of the parts only
   */
  default MergeStep completed(
      MergeStep changes, List<MergeContribution> parts, ChunkShape shape, Versions versions) {
    return changes;
  }
}
