package io.tributary.schemas.codec;

import io.tributary.schemas.codec.mapping.RecordMapping;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.topic.TopicSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Encodes and decodes one Avro record in Confluent's framing: byte 0, the schema's id (4 bytes,
 * big-endian), Avro binary. Schemas and their ids are looked up once; a record is read only if it
 * was written with a schema that its topic's subject lists. Safe for use by several threads.
 */
final class AvroCodec<T, W extends SpecificRecord> implements RecordCodec<T> {
  static final byte MAGIC = 0;
  static final int HEADER_BYTES = 5;
  private static final int UNRESOLVED = -1;

  private final SchemaRegistry registry;
  private final String topic;
  private final RecordMapping<T, W> mapping;
  private final Schema schema;
  private final SpecificDatumWriter<W> writer;
  private final ConcurrentHashMap<Integer, WrittenSchema<W>> written = new ConcurrentHashMap<>();
  private volatile int schemaId = UNRESOLVED;

  AvroCodec(SchemaRegistry registry, TopicSpec topic, RecordMapping<T, W> mapping) {
    this.registry = registry;
    this.topic = topic.name();
    this.mapping = mapping;
    this.schema = WireModel.INSTANCE.getSchema(mapping.wireType());
    this.writer = new SpecificDatumWriter<>(schema, WireModel.INSTANCE);
  }

  @Override
  public byte[] encode(T value) {
    int id = schemaId();
    var out = new ByteArrayOutputStream(HEADER_BYTES + mapping.sizeHint(value));
    out.write(MAGIC);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      writer.write(mapping.toWire(value), encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer in memory refused bytes", e);
    }
    return out.toByteArray();
  }

  @Override
  public T decode(byte[] bytes) throws UndecodableRecord {
    if (bytes == null) {
      throw undecodable("has no value (a tombstone)", null);
    }
    if (bytes.length < HEADER_BYTES) {
      throw undecodable(
          "has " + bytes.length + " bytes, a framed record has at least " + HEADER_BYTES, null);
    }
    if (bytes[0] != MAGIC) {
      throw undecodable(
          String.format("starts with byte 0x%02x, a framed record starts with 0x00", bytes[0]),
          null);
    }
    W wire = read(ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt(), bytes);
    try {
      return mapping.toDomain(wire);
    } catch (RuntimeException e) {
      throw undecodable("has invalid values: " + e.getMessage(), e);
    }
  }

  private W read(int id, byte[] bytes) throws UndecodableRecord {
    WrittenSchema<W> from = written.get(id);
    try {
      if (from == null) {
        from = WrittenSchema.resolve(registry, topic, id, schema);
        written.putIfAbsent(id, from);
      }
      return from.read(bytes, HEADER_BYTES);
    } catch (UndecodableRecord e) {
      throw undecodable(e.getMessage(), e);
    }
  }

  private int schemaId() {
    int id = schemaId;
    if (id == UNRESOLVED) {
      id = registry.idOf(topic, schema);
      schemaId = id;
    }
    return id;
  }

  private UndecodableRecord undecodable(String found, Throwable cause) {
    return new UndecodableRecord("not a valid " + schema.getName() + ": " + found, cause);
  }
}
