package io.tributary.aggregation.merge.strategy;

/** A strategy that needs all payloads of a window at once; their order does not matter. */
public non-sealed interface BufferedStrategy extends MergeStrategy {
  @Override
  default boolean incremental() {
    return false;
  }

  @Override
  default boolean orderFree() {
    return true;
  }

  /** An empty buffer for such a chunk. */
  Accumulator open(ChunkShape shape);
}
