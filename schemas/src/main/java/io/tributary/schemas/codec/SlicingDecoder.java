package io.tributary.schemas.codec;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary decoder over an array that returns fields of bytes as windows of the array instead
 * of copies. A chunk's payload is three quarters of a megabyte, and most readers only look at it.
 */
final class SlicingDecoder extends Decoder {
  private final byte[] bytes;
  private final BinaryDecoder in;

  /**
   * Begins at index {@code from} and reads to the end of the array, which must not change any more.
   */
  SlicingDecoder(byte[] bytes, int from) {
    this.bytes = bytes;
    in = DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, null);
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    long length = in.readLong();
    int remaining = in.remainingBytes();
    if (length < 0 || length > remaining) {
      throw new EOFException("bytes of length " + length + " in the last " + remaining);
    }
    in.skipFixed((int) length);
    return ByteBuffer.wrap(bytes, bytes.length - remaining, (int) length).slice();
  }

  @Override
  public void readNull() throws IOException {
    in.readNull();
  }

  @Override
  public boolean readBoolean() throws IOException {
    return in.readBoolean();
  }

  @Override
  public int readInt() throws IOException {
    return in.readInt();
  }

  @Override
  public long readLong() throws IOException {
    return in.readLong();
  }

  @Override
  public float readFloat() throws IOException {
    return in.readFloat();
  }

  @Override
  public double readDouble() throws IOException {
    return in.readDouble();
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    return in.readString(old);
  }

  @Override
  public String readString() throws IOException {
    return in.readString();
  }

  @Override
  public void skipString() throws IOException {
    in.skipString();
  }

  @Override
  public void skipBytes() throws IOException {
    in.skipBytes();
  }

  @Override
  public void readFixed(byte[] into, int start, int length) throws IOException {
    in.readFixed(into, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    in.skipFixed(length);
  }

  @Override
  public int readEnum() throws IOException {
    return in.readEnum();
  }

  @Override
  public long readArrayStart() throws IOException {
    return in.readArrayStart();
  }

  @Override
  public long arrayNext() throws IOException {
    return in.arrayNext();
  }

  @Override
  public long skipArray() throws IOException {
    return in.skipArray();
  }

  @Override
  public long readMapStart() throws IOException {
    return in.readMapStart();
  }

  @Override
  public long mapNext() throws IOException {
    return in.mapNext();
  }

  @Override
  public long skipMap() throws IOException {
    return in.skipMap();
  }

  @Override
  public int readIndex() throws IOException {
    return in.readIndex();
  }

  @Override
  public int remainingBytes() {
    return in.remainingBytes();
  }
}
