package io.tributary.aggregation.merge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * The stored form of a {@link FixedPointSum}, or of any accumulator's longs: little-endian, cut
 * into parts that fit a changelog record below the broker's default limit of 1 MiB.
 */
public final class SumParts {
  /** Sums in every part but the last: 768 KiB. */
  public static final int LENGTH = 98_304;

  private SumParts() {}

  /** Number of parts of {@code length} values. */
  public static int count(int length) {
    return (length + LENGTH - 1) / LENGTH;
  }

  /** Part {@code part} of the sum. */
  public static byte[] encode(FixedPointSum sum, int part) {
    return encode(sum.sums(), part);
  }

  /** Part {@code part} of the values. */
  public static byte[] encode(long[] values, int part) {
    int from = part * LENGTH;
    int length = Math.min(LENGTH, values.length - from);
    byte[] bytes = new byte[Long.BYTES * length];
    longs(bytes).put(values, from, length);
    return bytes;
  }

  /** The sum of {@code length} values whose parts these are, in order. */
  public static FixedPointSum decode(byte[][] parts, int length) {
    return new FixedPointSum(decodeLongs(parts, length), length);
  }

  /** The {@code length} values whose parts these are, in order. */
  public static long[] decodeLongs(byte[][] parts, int length) {
    long[] values = new long[length];
    int at = 0;
    for (byte[] part : parts) {
      var longs = longs(part);
      int count = longs.remaining();
      if (at + count > length) {
        throw new IllegalStateException(
            "stored sum must have " + length + " values, had at least " + (at + count));
      }
      longs.get(values, at, count);
      at += count;
    }
    if (at != length) {
      throw new IllegalStateException("stored sum must have " + length + " values, had " + at);
    }
    return values;
  }

  private static LongBuffer longs(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  }
}
