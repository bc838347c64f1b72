package io.tributary.aggregation.merge.strategy;

import java.nio.FloatBuffer;
import java.util.List;

/** A strategy whose state is a few sums: payloads are added one by one, in any order. */
public non-sealed interface IncrementalStrategy extends MergeStrategy {
  @Override
  default boolean incremental() {
    return true;
  }

  @Override
  default boolean orderFree() {
    return true;
  }

  /** Longs that the state of a window takes for such a chunk. */
  int stateLength(ChunkShape shape);

  /**
   * Goes on where a state stands.
   *
   * @param state {@link #stateLength} longs, zero for a new window; changed in place by each
   *     addition, so that the caller may store it
   */
  Accumulator over(ChunkShape shape, long[] state);

  /** The chunk's values in the newest version and in those that updates were trained from. */
  @FunctionalInterface
  interface Versions {
    /** Of the version so many before the newest; 0 is the newest itself. */
    FloatBuffer behind(int staleness);
  }

  /**
   * The step of a window that closes: what its payloads add up to, and whatever else a strategy
   * makes of it that {@linkplain #needsOrigins needs origins}.
   *
   * @param changes the accumulator's step; may be changed
   * @param parts of the window, in any order; may be empty where no origins are needed
   * @param versions asked for the newest and for the origins of the parts only
   */
  default Step completed(Step changes, List<Part> parts, ChunkShape shape, Versions versions) {
    return changes;
  }
}
