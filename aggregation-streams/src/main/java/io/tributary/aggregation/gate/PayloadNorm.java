package io.tributary.aggregation.gate;

import io.tributary.schemas.event.ChunkReply.ChunkInspected;
import java.util.Collection;

/** Computes the norm of an update from the measurements of its chunks. */
public final class PayloadNorm {
  private PayloadNorm() {}

  /**
   * Returns the L2 norm of the whole payload.
   *
   * @param chunks all of them, in index order: the order of the sum determines its bits
   */
  public static double of(Collection<ChunkInspected> chunks) {
    double squares = 0;
    for (ChunkInspected chunk : chunks) {
      squares += chunk.sumOfSquares();
    }
    return Math.sqrt(squares);
  }
}
