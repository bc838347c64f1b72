package io.tributary.schemas.codec;

import io.tributary.schemas.registry.SchemaRegistry;
import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * The schema that a record was written with, resolved against the schema of this build. The topic's
 * subject must list it, because any other schema may be made to harm its readers.
 *
 * <p>A record is walked through before it is read: its lengths are then verified, and a record of a
 * few bytes that claims two gigabytes allocates nothing.
 */
final class WrittenSchema<W> {
  private final int id;
  private final Schema schema;
  private final SpecificDatumReader<W> reader;
  private final String unreadable;

  private WrittenSchema(int id, Schema schema, SpecificDatumReader<W> reader, String unreadable) {
    this.id = id;
    this.schema = schema;
    this.reader = reader;
    this.unreadable = unreadable;
  }

  /**
   * Resolves a schema. It throws only for causes that may be gone the next time: the subject may
   * list the schema by then.
   */
  static <W> WrittenSchema<W> resolve(SchemaRegistry registry, String topic, int id, Schema ours)
      throws UndecodableRecord {
    Schema schema =
        registry
            .writer(topic, id)
            .orElseThrow(
                () ->
                    new UndecodableRecord(
                        "schema id "
                            + id
                            + " is none that the schema registry lists for topic "
                            + topic));
    if (!schema.getFullName().equals(ours.getFullName())) {
      return unreadable(id, schema, "schema id " + id + " is " + schema.getFullName());
    }
    var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(ours, schema);
    if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
      return unreadable(
          id,
          schema,
          "schema id "
              + id
              + " cannot be read: "
              + compatibility.getResult().getIncompatibilities());
    }
    var reader = new SpecificDatumReader<W>(schema, ours, WireModel.INSTANCE);
    return new WrittenSchema<>(id, schema, reader, null);
  }

  private static <W> WrittenSchema<W> unreadable(int id, Schema schema, String why) {
    return new WrittenSchema<>(id, schema, null, why);
  }

  W read(byte[] bytes, int from) throws UndecodableRecord {
    if (unreadable != null) {
      throw new UndecodableRecord(unreadable);
    }
    try {
      RecordLengthCheck.through(id, schema, bytes, from);
      return reader.read(null, new SlicingDecoder(bytes, from));
    } catch (EOFException e) {
      throw new UndecodableRecord(
          "its " + bytes.length + " bytes end inside a record of schema id " + id, e);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Avro reports malformed bytes by exceptions of many types; here only the input can be wrong.
      // The bounds above leave no known way to a stack overflow.
      throw new UndecodableRecord("malformed record of schema id " + id + ": " + e.getMessage(), e);
    }
  }
}
