package io.tributary.aggregation.merge;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.event.ChunkReply.ChunkInspected;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.identity.SignatureWithKey;
import io.tributary.schemas.update.UpdateChunk;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Inspects a chunk once, where its bytes are, so that the ledger can decide without them.
 *
 * @param parameters floats of a whole adapter
 */
public record ChunkInspector(int parameters) {

  /**
   * Returns the facts that the ledger needs; throws if the chunk's index is outside the layout.
   *
   * @param digest of the payload, in full
   */
  public ChunkInspected inspect(UpdateChunk chunk, String digest) {
    ByteBuffer payload = chunk.payload();
    int expected = 4 * AdapterChunks.length(parameters, chunk.key().index());
    if (payload.remaining() != expected) {
      return inspected(
          chunk,
          digest,
          0,
          RejectReason.CHUNK_SIZE,
          "payload must be " + expected + " bytes, was " + payload.remaining());
    }
    FloatBuffer values = AdapterChunks.floats(payload);
    double squares = sumOfSquares(values);
    return Double.isNaN(squares)
        ? refused(chunk, digest, values)
        : inspected(chunk, digest, squares, RejectReason.NONE, "");
  }

  /** The sum of squares up to which every value is sound. */
  private static final double SOUND_SUM =
      (double) FixedPointSum.MAX_MAGNITUDE * FixedPointSum.MAX_MAGNITUDE;

  /**
   * Returns the sum of the squares, or NaN if a value is not finite or beyond {@link
   * FixedPointSum#MAX_MAGNITUDE}. Value i is added to the running sum i mod 4, because four
   * independent chains of additions run side by side; the order is fixed, and so are the bits.
   *
   * <p>A sum of squares is at least the largest of them, rounded or not, and a value that is not
   * finite makes the sum so: values are examined one by one only where the sum does not prove that
   * all are sound, which never happens for an update of a norm below 8.
   */
  public static double sumOfSquares(FloatBuffer values) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    float[] block = new float[FixedPointSum.BLOCK];
    int length = values.remaining();
    for (int at = 0; at < length; at += block.length) {
      int count = Math.min(block.length, length - at);
      values.get(values.position() + at, block, 0, count);
      Arrays.fill(block, count, block.length, 0);
      for (int i = 0; i < count; i += 4) {
        double value0 = block[i];
        double value1 = block[i + 1];
        double value2 = block[i + 2];
        double value3 = block[i + 3];
        sum0 += value0 * value0;
        sum1 += value1 * value1;
        sum2 += value2 * value2;
        sum3 += value3 * value3;
      }
    }
    double sum = (sum0 + sum1) + (sum2 + sum3);
    return sum <= SOUND_SUM || allSound(values) ? sum : Double.NaN;
  }

  private static boolean allSound(FloatBuffer values) {
    for (int i = values.position(); i < values.limit(); i++) {
      if (!isSound(values.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns whether a value is within the bounds; the comparison is written so that NaN fails it,
   * too.
   */
  private static boolean isSound(float value) {
    return Math.abs(value) <= FixedPointSum.MAX_MAGNITUDE;
  }

  private static ChunkInspected refused(UpdateChunk chunk, String digest, FloatBuffer values) {
    int index = 0;
    while (isSound(values.get(index))) {
      index++;
    }
    float value = values.get(index);
    return Float.isFinite(value)
        ? inspected(
            chunk,
            digest,
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
            chunk,
            digest,
            0,
            RejectReason.NOT_FINITE,
            "value " + index + " must be finite, was " + value);
  }

  private static ChunkInspected inspected(
      UpdateChunk chunk, String digest, double squares, RejectReason flaw, String detail) {
    return new ChunkInspected(
            chunk.key().cluster(),
            chunk.update(),
            chunk.key().index(),
            digest,
            chunk.payload().remaining(),
            squares,
            flaw,
            detail)
        .by(chunk.authorship().map(SignatureWithKey::key));
  }
}
