package io.tributary.schemas.codec;

import io.tributary.schemas.identity.Authorship;
import io.tributary.schemas.identity.ClientKey;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Arrays, bytes and symbols between the domain's types and Avro's. */
final class WireValues {
  private WireValues() {}

  /** The array seen as a list; nothing is copied. */
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

  /** The buffer's bytes; copied only where the buffer is a window of a larger array. */
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

  /** The constant of the same name. */
  static <E extends Enum<E>> E symbol(Class<E> type, Enum<?> value) {
    if (value.name().equals("UNKNOWN")) {
      throw new IllegalArgumentException(
          type.getSimpleName() + " has a value that only newer versions know");
    }
    return Enum.valueOf(type, value.name());
  }

  /** A signature's two fields; both empty stands for none. */
  static Optional<Authorship> authorship(ByteBuffer key, ByteBuffer signature) {
    return key(key).map(known -> new Authorship(known, bytes(signature)));
  }

  /** A public key; no bytes stand for none. */
  static Optional<ClientKey> key(ByteBuffer key) {
    return key.hasRemaining() ? Optional.of(ClientKey.of(bytes(key))) : Optional.empty();
  }

  static ByteBuffer wire(Optional<ClientKey> key) {
    return key.map(known -> ByteBuffer.wrap(known.bytes())).orElseGet(() -> ByteBuffer.allocate(0));
  }

  static ByteBuffer signature(Optional<Authorship> authorship) {
    return authorship
        .map(author -> ByteBuffer.wrap(author.signature()))
        .orElseGet(() -> ByteBuffer.allocate(0));
  }
}
