package io.tributary.schemas.model.onnx;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads the fields of one protobuf message from a stream, in order, without keeping any. */
final class ProtoReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final InputStream in;
  private long left;
  private int wireType;
  private long value;

  /** Begins a message that ends where the stream ends. */
  ProtoReader(InputStream in) {
    this(in, Long.MAX_VALUE);
  }

  private ProtoReader(InputStream in, long length) {
    this.in = in;
    this.left = length;
  }

  /** Moves to the next field and returns its number, or 0 at the end of the message. */
  int next() throws IOException {
    if (left == 0) {
      return 0;
    }
    int first = in.read();
    if (first < 0) {
      if (left > Long.MAX_VALUE / 2) {
        return 0;
      }
      throw new EOFException("protobuf message ends " + left + " bytes early");
    }
    left--;
    long key = varint(first);
    wireType = (int) (key & 7);
    switch (wireType) {
      case VARINT, LENGTH_DELIMITED -> value = varint(read());
      case FIXED32 -> value = fixed(4);
      case FIXED64 -> value = fixed(8);
      default -> throw new IOException("not a protobuf message: wire type " + wireType);
    }
    if (wireType == LENGTH_DELIMITED && (value < 0 || value > left)) {
      throw new IOException("not a protobuf message: a field of " + value + " bytes in " + left);
    }
    return (int) (key >>> 3);
  }

  /** Returns the value of the current field, which is a number. */
  long number() {
    return value;
  }

  /**
   * Returns {@code before} followed by the current field's repeated numbers, which may be packed.
   */
  long[] numbers(long[] before) throws IOException {
    if (wireType != LENGTH_DELIMITED) {
      return append(before, value);
    }
    ProtoReader packed = message();
    long[] all = before;
    while (packed.left > 0) {
      all = append(all, packed.varint(packed.read()));
    }
    return all;
  }

  /** Returns the current field's bytes. */
  byte[] bytes() throws IOException {
    byte[] bytes = in.readNBytes(Math.toIntExact(value));
    if (bytes.length < value) {
      throw new EOFException("protobuf field ends " + (value - bytes.length) + " bytes early");
    }
    left -= value;
    return bytes;
  }

  String text() throws IOException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /**
   * Returns the current field as a message. The caller must read it to its end before this reader
   * goes on.
   */
  ProtoReader message() {
    left -= value;
    return new ProtoReader(in, value);
  }

  /** Skips the current field. */
  void skip() throws IOException {
    if (wireType == LENGTH_DELIMITED) {
      in.skipNBytes(value);
      left -= value;
    }
  }

  private long fixed(int bytes) throws IOException {
    long result = 0;
    for (int i = 0; i < bytes; i++) {
      result |= (long) read() << (8 * i);
    }
    return result;
  }

  private long varint(int first) throws IOException {
    long result = first & 0x7f;
    int octet = first;
    for (int shift = 7; octet >= 0x80; shift += 7) {
      if (shift > 63) {
        throw new IOException("not a protobuf message: a number of more than 10 bytes");
      }
      octet = read();
      result |= (long) (octet & 0x7f) << shift;
    }
    return result;
  }

  private int read() throws IOException {
    int octet = in.read();
    if (octet < 0) {
      throw new EOFException("protobuf message ends " + left + " bytes early");
    }
    left--;
    return octet;
  }

  private static long[] append(long[] values, long value) {
    long[] longer = java.util.Arrays.copyOf(values, values.length + 1);
    longer[values.length] = value;
    return longer;
  }
}
