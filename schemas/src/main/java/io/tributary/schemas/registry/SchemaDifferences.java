package io.tributary.schemas.registry;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/**
 * Lists how the versions of a subject violate its rule of compatibility: which field cannot be read
 * in which version.
 */
final class SchemaDifferences {
  private SchemaDifferences() {}

  /** Returns one line per incompatibility; empty if the rule holds towards every version. */
  static List<String> of(SchemaSubject subject, List<AvroSchema> versions) {
    var lines = new ArrayList<String>();
    for (AvroSchema version : versions) {
      Schema other = version.rawSchema();
      lines.addAll(unread("version " + version.version(), subject.schema(), other));
      if (subject.compatibility() == CompatibilityLevel.FULL_TRANSITIVE) {
        String back = "this build's records for readers of version " + version.version();
        lines.addAll(unread(back, other, subject.schema()));
      }
    }
    return lines;
  }

  private static List<String> unread(String what, Schema reader, Schema writer) {
    var found = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    return found.getResult().getIncompatibilities().stream()
        .map(
            incompatibility ->
                "%s at %s: %s %s"
                    .formatted(
                        what,
                        incompatibility.getLocation(),
                        incompatibility.getType(),
                        incompatibility.getMessage()))
        .toList();
  }
}
