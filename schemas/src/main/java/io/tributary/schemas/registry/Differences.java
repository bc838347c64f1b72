package io.tributary.schemas.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** BACKWARD_TRANSITIVE, spelled out: what a reader cannot read of any earlier version. */
final class Differences {
  private Differences() {}

  /** One line per incompatibility; empty if the reader reads every version. */
  static List<String> of(Schema reader, List<AvroSchema> versions) {
    var lines = new ArrayList<String>();
    for (AvroSchema version : versions) {
      var found = SchemaCompatibility.checkReaderWriterCompatibility(reader, version.rawSchema());
      for (Incompatibility incompatibility : found.getResult().getIncompatibilities()) {
        lines.add(
            "version "
                + version.version()
                + " at "
                + incompatibility.getLocation()
                + ": "
                + incompatibility.getType()
                + " "
                + incompatibility.getMessage());
      }
    }
    return lines;
  }
}
