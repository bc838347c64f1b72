package io.tributary.schemas.codec;

import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Walks through a record's bytes without keeping them, so that every length and count is verified
 * before memory is allocated for it, and before elements that take no bytes are repeated. The
 * schema bounds the depth, because it does not contain itself.
 *
 * <p>Avro's own skipping is not enough: it trusts a block's size without looking into the block,
 * moves backwards at a negative length, and repeats elements that take no bytes as often as the
 * record claims.
 */
final class RecordLengthCheck {
  /**
   * The number of values without bytes of their own that a record may have, beside four for each of
   * its bytes.
   */
  private static final int FREE_STEPS = 20_000;

  private final BinaryDecoder in;
  private long steps;

  private RecordLengthCheck(byte[] bytes, int from) {
    in = DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, null);
    steps = FREE_STEPS + 4L * (bytes.length - from);
  }

  /**
   * Checks that the bytes are one whole record.
   *
   * @throws UndecodableRecord if bytes follow it, or a length exceeds the bytes at hand
   * @throws EOFException if the bytes end inside it
   */
  static void through(int id, Schema schema, byte[] bytes, int from)
      throws IOException, UndecodableRecord {
    var walk = new RecordLengthCheck(bytes, from);
    walk.value(schema);
    if (!walk.in.isEnd()) {
      throw new UndecodableRecord(
          "has bytes after the end of a record of schema id "
              + id
              + " in "
              + bytes.length
              + " bytes");
    }
  }

  private void value(Schema schema) throws IOException, UndecodableRecord {
    if (--steps < 0) {
      throw new UndecodableRecord("has more values than its bytes can hold");
    }
    switch (schema.getType()) {
      case RECORD -> {
        for (Schema.Field field : schema.getFields()) {
          value(field.schema());
        }
      }
      case UNION -> value(schema.getTypes().get(choice(schema.getTypes().size())));
      case ENUM -> choice(schema.getEnumSymbols().size());
      case ARRAY -> blocks(schema.getElementType(), false);
      case MAP -> blocks(schema.getValueType(), true);
      case STRING, BYTES -> in.skipFixed((int) within(in.readLong()));
      case FIXED -> in.skipFixed((int) within(schema.getFixedSize()));
      case INT -> in.readInt();
      case LONG -> in.readLong();
      case FLOAT -> in.skipFixed((int) within(Float.BYTES));
      case DOUBLE -> in.skipFixed((int) within(Double.BYTES));
      case BOOLEAN -> in.readBoolean();
      case NULL -> {}
    }
  }

  /**
   * Walks through an array or a map. Elements come in blocks; a negative count is followed by the
   * block's size in bytes.
   */
  private void blocks(Schema element, boolean keyed) throws IOException, UndecodableRecord {
    for (long count = in.readLong(); count != 0; count = in.readLong()) {
      long end = -1;
      if (count < 0) {
        long size = within(in.readLong());
        end = in.remainingBytes() - size;
        count = -count;
      }
      within(count);
      int size = keyed ? 0 : sizeOf(element);
      if (size > 0) {
        in.skipFixed((int) within(count * size));
      } else {
        for (long left = count; left > 0; left--) {
          if (keyed) {
            in.skipFixed((int) within(in.readLong()));
          }
          value(element);
        }
      }
      if (end >= 0 && in.remainingBytes() != end) {
        throw new UndecodableRecord("has a block of another size than it says");
      }
    }
  }

  /**
   * Returns the size of every value of a type in bytes; 0 where sizes differ, or values take no
   * bytes.
   */
  private static int sizeOf(Schema type) {
    return switch (type.getType()) {
      case FLOAT -> Float.BYTES;
      case DOUBLE -> Double.BYTES;
      case FIXED -> type.getFixedSize();
      default -> 0;
    };
  }

  private int choice(int options) throws IOException, UndecodableRecord {
    int index = in.readInt();
    if (index < 0 || index >= options) {
      throw new UndecodableRecord("chooses " + index + " among " + options);
    }
    return index;
  }

  private long within(long length) throws IOException {
    int remaining = in.remainingBytes();
    if (length < 0 || length > remaining) {
      throw new EOFException(length + " in the last " + remaining + " bytes");
    }
    return length;
  }
}
