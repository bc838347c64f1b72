package io.tributary.aggregation.gate;

import io.tributary.schemas.event.ClusterEvent.ChunkInspected;
import java.util.Collection;

/** The norm of an update from what was measured chunk by chunk. */
public final class PayloadNorm {
  private PayloadNorm() {}

  /**
   * L2 norm of the whole payload.
   *
   * @param chunks all of them, in index order: the order of the sum is part of its bits
   */
  public static double of(Collection<ChunkInspected> chunks) {
    double squares = 0;
    for (ChunkInspected chunk : chunks) {
      squares += chunk.sumOfSquares();
    }
    return Math.sqrt(squares);
  }
}
