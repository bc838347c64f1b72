package io.tributary.infra.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Sets fields of a record to values at and beyond their bounds. It uses only the schema, so that it
 * finds fields that are added later; of lists and maps it changes the whole and their first three
 * elements, and it leaves null values alone.
 *
 * @param schema that records are written with
 * @param random draws fields and values
 */
record RecordMutator(Schema schema, SplittableRandom random) {
  private static final int FRAME_BYTES = 5;
  private static final int LARGE_LIST = 20_000;

  private static final int[] INTS = {
    Integer.MIN_VALUE, -1, 0, 1, 9_999, 10_000, 999_999_999, 1_000_000_000, Integer.MAX_VALUE
  };
  private static final long[] LONGS = {
    Long.MIN_VALUE, -1, 0, 1, 8_388_607, 8_388_608, 1_000_000_000_000L, Long.MAX_VALUE
  };
  private static final double[] DOUBLES = {
    Double.NaN, Double.POSITIVE_INFINITY, -Double.MAX_VALUE, Double.MAX_VALUE, -1, -0.0, 0, 3e38
  };
  private static final float[] FLOATS = {Float.NaN, Float.NEGATIVE_INFINITY, 3e38f, -3e38f, 0, 2};

  /** One place in a record. */
  private record Place(Schema schema, Consumer<Object> set) {}

  /** Returns the same record with one field changed, framed with the same schema id. */
  byte[] mutate(byte[] framed) {
    Object datum = decode(framed);
    var places = new ArrayList<Place>();
    collect(schema, datum, value -> {}, places);
    Place place = places.get(random.nextInt(places.size()));
    place.set.accept(extreme(place.schema));
    return encode(framed, datum);
  }

  private void collect(Schema type, Object value, Consumer<Object> set, List<Place> places) {
    switch (type.getType()) {
      case RECORD -> {
        var record = (IndexedRecord) value;
        for (Schema.Field field : type.getFields()) {
          collect(
              field.schema(),
              record.get(field.pos()),
              other -> record.put(field.pos(), other),
              places);
        }
      }
      case UNION -> {
        int branch = GenericData.get().resolveUnion(type, value);
        collect(type.getTypes().get(branch), value, set, places);
      }
      case ARRAY -> {
        places.add(new Place(type, set));
        @SuppressWarnings("unchecked") // as Avro's generic reader makes it
        var list = (List<Object>) value;
        for (int i = 0; i < Math.min(list.size(), 3); i++) {
          int index = i;
          collect(type.getElementType(), list.get(i), other -> list.set(index, other), places);
        }
      }
      default -> places.add(new Place(type, set));
    }
  }

  private Object extreme(Schema type) {
    return switch (type.getType()) {
      case INT -> INTS[random.nextInt(INTS.length)];
      case LONG -> LONGS[random.nextInt(LONGS.length)];
      case DOUBLE -> DOUBLES[random.nextInt(DOUBLES.length)];
      case FLOAT -> FLOATS[random.nextInt(FLOATS.length)];
      case BOOLEAN -> random.nextBoolean();
      case STRING -> text();
      case BYTES -> ByteBuffer.wrap(bytes(new int[] {0, 1, 31, 64, 100_000}));
      case ENUM ->
          new GenericData.EnumSymbol(
              type, type.getEnumSymbols().get(random.nextInt(type.getEnumSymbols().size())));
      case ARRAY -> list(type);
      default -> throw new IllegalStateException("no extreme of " + type.getType());
    };
  }

  private Object list(Schema type) {
    if (random.nextInt(3) == 0) {
      return new ArrayList<>();
    }
    Schema element = type.getElementType();
    boolean simple =
        switch (element.getType()) {
          case RECORD, UNION, ARRAY, MAP -> false;
          default -> true;
        };
    return simple
        ? new ArrayList<>(Collections.nCopies(LARGE_LIST, extreme(element)))
        : new ArrayList<>();
  }

  private String text() {
    return switch (random.nextInt(9)) {
      case 0 -> "";
      case 1 -> "c999999999@1.1-" + "a".repeat(16);
      case 2 -> "c1000000000@1.1-" + "a".repeat(16);
      case 3 -> "client-0/0#999999999999999999";
      case 4 -> "../../..//0#1";
      case 5 -> "x".repeat(70_000);
      case 6 -> "\u001b]0;owned\u0007\u001b[2J\r\n\u202e";
      case 7 -> "client-0/10000";
      default -> "client-1/0";
    };
  }

  private byte[] bytes(int[] lengths) {
    byte[] bytes = new byte[lengths[random.nextInt(lengths.length)]];
    random.nextBytes(bytes);
    return bytes;
  }

  private Object decode(byte[] framed) {
    var decoder =
        DecoderFactory.get().binaryDecoder(framed, FRAME_BYTES, framed.length - FRAME_BYTES, null);
    try {
      return new GenericDatumReader<>(schema).read(null, decoder);
    } catch (IOException e) {
      throw new UncheckedIOException("an honest record must be readable", e);
    }
  }

  private byte[] encode(byte[] framed, Object datum) {
    var out = new ByteArrayOutputStream();
    out.write(framed, 0, FRAME_BYTES);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      new GenericDatumWriter<>(schema).write(datum, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer in memory refused bytes", e);
    }
    return out.toByteArray();
  }
}
