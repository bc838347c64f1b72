package io.tributary.schemas.codec.mapping;

import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.identity.ClientKey;
import io.tributary.schemas.identity.SignatureWithKey;
import io.tributary.schemas.update.PayloadEncoding;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Converts arrays, bytes and symbols between the domain's types and Avro's. */
final class WireValues {
  private WireValues() {}

  /** Returns a view of the array as a list, without a copy. */
  static List<Float> list(float[] values) {
    return new AbstractList<>() {
      @Override
      public Float get(int index) {
        return values[index];
      }

      @Override
      public int size() {
        return values.length;
      }
    };
  }

  static float[] array(List<Float> values) {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }

  /**
   * Returns the buffer's bytes; they are copied only where the buffer is a window of a larger
   * array.
   */
  static byte[] bytes(ByteBuffer buffer) {
    if (buffer.hasArray()
        && buffer.arrayOffset() == 0
        && buffer.position() == 0
        && buffer.remaining() == buffer.array().length) {
      return buffer.array();
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  static List<String> texts(Collection<?> values) {
    return values.stream().map(Object::toString).toList();
  }

  /** Returns the constant of the same name. */
  static <E extends Enum<E>> E symbol(Class<E> type, Enum<?> value) {
    if (value.name().equals("UNKNOWN")) {
      throw new IllegalArgumentException(
          type.getSimpleName() + " has a value that only newer versions know");
    }
    return Enum.valueOf(type, value.name());
  }

  /** Checks that a payload has the only encoding there is. */
  static void requireFloat32(io.tributary.schemas.wire.PayloadEncoding encoding) {
    symbol(PayloadEncoding.class, encoding);
  }

  /** Returns full digests one after the other, in their binary form. */
  static ByteBuffer digests(Stream<String> digests) {
    var bytes = new ByteArrayOutputStream();
    digests.forEach(digest -> bytes.writeBytes(HexFormat.of().parseHex(digest)));
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  /**
   * Returns the full digests that a field contains.
   *
   * @param name of the field, for the message
   * @param most digests that it may contain
   */
  static List<String> digests(String name, ByteBuffer field, int most) {
    int length = field.remaining();
    if (length % Digests.BYTES != 0 || length / Digests.BYTES > most) {
      throw new IllegalArgumentException(
          name
              + " must be at most "
              + most
              + " digests of "
              + Digests.BYTES
              + " bytes, was "
              + length
              + " bytes");
    }
    byte[] bytes = bytes(field);
    var digests = new ArrayList<String>(length / Digests.BYTES);
    for (int at = 0; at < length; at += Digests.BYTES) {
      digests.add(HexFormat.of().formatHex(bytes, at, at + Digests.BYTES));
    }
    return digests;
  }

  /** Returns a signature from its two fields; both empty stands for none. */
  static Optional<SignatureWithKey> authorship(ByteBuffer key, ByteBuffer signature) {
    return key(key).map(known -> new SignatureWithKey(known, bytes(signature)));
  }

  /** Returns a public key; no bytes stand for none. */
  static Optional<ClientKey> key(ByteBuffer key) {
    return key.hasRemaining() ? Optional.of(ClientKey.of(bytes(key))) : Optional.empty();
  }

  static ByteBuffer wire(Optional<ClientKey> key) {
    return key.map(known -> ByteBuffer.wrap(known.bytes())).orElseGet(() -> ByteBuffer.allocate(0));
  }

  static ByteBuffer signature(Optional<SignatureWithKey> authorship) {
    return authorship
        .map(author -> ByteBuffer.wrap(author.signature()))
        .orElseGet(() -> ByteBuffer.allocate(0));
  }
}
