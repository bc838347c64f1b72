package io.tributary.aggregation.merge.strategy;

/** A strategy that needs all payloads of a window at once; their order does not matter. */
public non-sealed interface WholeWindowStrategy extends MergeStrategy {
  @Override
  default <R> R accept(Visitor<R> visitor) {
    return visitor.buffered(this);
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
    return false;
  }

  @Override
  default boolean orderFree() {
    return true;
  }

  /** Returns an empty buffer for such a chunk. */
  Accumulator open(ChunkShape shape);
}
