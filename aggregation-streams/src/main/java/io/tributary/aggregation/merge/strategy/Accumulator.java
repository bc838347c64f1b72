package io.tributary.aggregation.merge.strategy;

import java.nio.FloatBuffer;

/** The payloads of one window for one chunk. */
public interface Accumulator {
  /**
   * Adds one update's payload. That no update is added twice is the ledger's duty.
   *
   * @param payload u, one float for each coordinate of the chunk, each within the fixed-point range
   *     and not yet clipped; its position stays, and its content must not change until the step
   */
  void add(Part part, FloatBuffer payload);

  /** The step that all payloads make together; throws if there are too few of them. */
  Step step();

  /** Bytes of heap that this holds, payloads included. */
  long heapBytes();
}
