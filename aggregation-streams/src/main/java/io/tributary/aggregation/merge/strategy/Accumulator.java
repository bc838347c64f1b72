package io.tributary.aggregation.merge.strategy;

import java.nio.FloatBuffer;

/** Accumulates the payloads of one window for one chunk. */
public interface Accumulator {
  /**
   * Adds one update's payload. The ledger ensures that no update is added twice.
   *
   * @param payload u, one float for each coordinate of the chunk, each within the fixed-point range
   *     and not yet clipped; its position stays, and its content must not change until the step
   */
  void add(MergeContribution part, FloatBuffer payload);

  /** Returns the step of all payloads together; throws if there are too few of them. */
  MergeStep step();

  /** Returns the heap size of this accumulator in bytes, payloads included. */
  long heapBytes();
}
