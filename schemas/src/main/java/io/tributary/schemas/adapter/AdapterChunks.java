package io.tributary.schemas.adapter;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Cuts an adapter's flat values into chunks that fit below Kafka's default limit of 1 MiB. The cut
 * is part of the wire contract, because digests are computed from it.
 */
public final class AdapterChunks {
  /** The number of floats in every chunk but the last: 768 KiB, which leaves room for headers. */
  public static final int FLOATS = 196_608;

  private AdapterChunks() {}

  /** Returns the number of chunks of {@code parameters} floats. */
  public static int count(int parameters) {
    return (parameters + FLOATS - 1) / FLOATS;
  }

  /** Returns the number of floats in chunk {@code index} of {@code parameters} floats. */
  public static int length(int parameters, int index) {
    if (index < 0 || index >= count(parameters)) {
      throw new IllegalArgumentException(
          "chunk index must be in 0.." + (count(parameters) - 1) + ", was " + index);
    }
    return Math.min(FLOATS, parameters - index * FLOATS);
  }

  /** Returns chunk {@code index} of {@code values} as little-endian IEEE 754 floats. */
  public static byte[] encode(float[] values, int index) {
    return bytes(values, index * FLOATS, length(values.length, index));
  }

  /** Returns the values of one chunk as little-endian IEEE 754 floats. */
  public static byte[] bytes(float[] chunk) {
    return bytes(chunk, 0, chunk.length);
  }

  private static byte[] bytes(float[] values, int from, int length) {
    byte[] payload = new byte[4 * length];
    floats(payload).put(values, from, length);
    return payload;
  }

  /** Writes a chunk's floats into {@code values} at the chunk's place. */
  public static void decodeInto(byte[] payload, int index, float[] values) {
    decodeInto(ByteBuffer.wrap(payload), index, values);
  }

  /** Writes a chunk's floats into {@code values} at the chunk's place. */
  public static void decodeInto(ByteBuffer payload, int index, float[] values) {
    int length = length(values.length, index);
    if (payload.remaining() != 4 * length) {
      throw new IllegalArgumentException(
          "chunk " + index + " must be " + 4 * length + " bytes, was " + payload.remaining());
    }
    floats(payload).get(values, index * FLOATS, length);
  }

  /** Returns a view of a chunk's bytes as floats, without a copy. */
  public static FloatBuffer floats(byte[] payload) {
    return floats(payload, 0);
  }

  /** Returns a view of the buffer's remaining bytes as floats, without a copy. */
  public static FloatBuffer floats(ByteBuffer payload) {
    return payload.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }

  /** Returns a view of the bytes from index {@code at} on as floats, without a copy. */
  public static FloatBuffer floats(byte[] bytes, int at) {
    return floats(ByteBuffer.wrap(bytes, at, bytes.length - at));
  }

  /** Returns the full digest of each chunk's bytes, in order. */
  public static List<String> digests(float[] values) {
    var digests = new ArrayList<String>(count(values.length));
    for (int index = 0; index < count(values.length); index++) {
      digests.add(Digests.full(ByteBuffer.wrap(encode(values, index))));
    }
    return digests;
  }

  /**
   * Returns the digest of a whole adapter for its name, from its chunks' digests, so that no
   * program needs all chunks at once. It is computed from the short forms, whichever are given,
   * because names never change.
   */
  public static String digestOf(List<String> chunkDigests) {
    return Digests.ofText(
        chunkDigests.stream().map(Digests::shortened).collect(Collectors.joining("\n")));
  }
}
