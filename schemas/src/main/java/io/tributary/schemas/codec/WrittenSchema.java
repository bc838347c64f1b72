package io.tributary.schemas.codec;

import io.tributary.schemas.registry.SchemaRegistry;
import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * The schema that some record was written with, resolved against the one we read with.
 *
 * <p>A record is skipped through before it is read: its lengths are then known to be true, and a
 * record of a few bytes that claims two gigabytes allocates nothing.
 */
final class WrittenSchema<W> {
  private final int id;
  private final Schema schema;
  private final SpecificDatumReader<W> reader;

  private WrittenSchema(int id, Schema schema, SpecificDatumReader<W> reader) {
    this.id = id;
    this.schema = schema;
    this.reader = reader;
  }

  static <W> WrittenSchema<W> resolve(SchemaRegistry registry, int id, Schema ours)
      throws UndecodableRecord {
    Schema schema =
        registry
            .schema(id)
            .orElseThrow(
                () ->
                    new UndecodableRecord(
                        "schema id " + id + " is no Avro schema that the registry knows"));
    if (!schema.getFullName().equals(ours.getFullName())) {
      throw new UndecodableRecord("schema id " + id + " is " + schema.getFullName());
    }
    var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(ours, schema);
    if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
      throw new UndecodableRecord(
          "schema id "
              + id
              + " cannot be read: "
              + compatibility.getResult().getIncompatibilities());
    }
    var reader = new SpecificDatumReader<W>(schema, ours, WireModel.INSTANCE);
    return new WrittenSchema<>(id, schema, reader);
  }

  W read(byte[] bytes, int from) throws UndecodableRecord {
    try {
      BinaryDecoder structure =
          DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, null);
      GenericDatumReader.skip(schema, structure);
      if (!structure.isEnd()) {
        throw new UndecodableRecord(
            "has bytes after the end of a record of schema id "
                + id
                + " in "
                + bytes.length
                + " bytes");
      }
      return reader.read(null, new SlicingDecoder(bytes, from));
    } catch (EOFException e) {
      throw new UndecodableRecord(
          "its " + bytes.length + " bytes end inside a record of schema id " + id, e);
    } catch (IOException | RuntimeException e) {
      // Avro reports malformed bytes by whatever they trip over: the input is all that can be
      // wrong.
      throw new UndecodableRecord("malformed record of schema id " + id + ": " + e.getMessage(), e);
    }
  }
}
