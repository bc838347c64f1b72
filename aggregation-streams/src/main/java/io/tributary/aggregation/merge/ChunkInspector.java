package io.tributary.aggregation.merge;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.event.ClusterEvent.ChunkInspected;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.UpdateChunk;
import java.nio.ByteBuffer;

/**
 * Looks at a chunk once, where its bytes are, so that the ledger can decide without them.
 *
 * @param parameters floats of a whole adapter
 */
public record ChunkInspector(int parameters) {

  /** What the ledger must know; throws if the chunk's index is outside the layout. */
  public ChunkInspected inspect(UpdateChunk chunk) {
    byte[] payload = chunk.payload();
    int expected = 4 * AdapterChunks.length(parameters, chunk.key().index());
    if (payload.length != expected) {
      return inspected(
          chunk,
          0,
          RejectReason.CHUNK_SIZE,
          "payload must be " + expected + " bytes, was " + payload.length);
    }
    float[] values = new float[payload.length / 4];
    AdapterChunks.floats(payload).get(values);
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      float value = values[i];
      // Written so that a NaN fails it, too.
      if (!(Math.abs(value) <= FixedPointSum.MAX_MAGNITUDE)) {
        return refused(chunk, i, value);
      }
      squares += (double) value * value;
    }
    return inspected(chunk, squares, RejectReason.NONE, "");
  }

  private static ChunkInspected refused(UpdateChunk chunk, int index, float value) {
    return Float.isFinite(value)
        ? inspected(
            chunk,
            0,
            RejectReason.OUT_OF_RANGE,
            "value "
                + index
                + " must be within +-"
                + FixedPointSum.MAX_MAGNITUDE
                + ", was "
                + value
                + ": lower the learning rate or clip on the client")
        : inspected(
            chunk, 0, RejectReason.NOT_FINITE, "value " + index + " must be finite, was " + value);
  }

  private static ChunkInspected inspected(
      UpdateChunk chunk, double squares, RejectReason flaw, String detail) {
    return new ChunkInspected(
        chunk.key().cluster(),
        chunk.update(),
        chunk.key().index(),
        Digests.ofBytes(ByteBuffer.wrap(chunk.payload())),
        chunk.payload().length,
        squares,
        flaw,
        detail);
  }
}
