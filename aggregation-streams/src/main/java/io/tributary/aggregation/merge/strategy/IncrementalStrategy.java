package io.tributary.aggregation.merge.strategy;

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
}
