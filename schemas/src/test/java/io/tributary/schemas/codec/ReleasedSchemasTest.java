package io.tributary.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.registry.SchemaSubject;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** This build reads what any released build has written, and the other way round. */
class ReleasedSchemasTest {
  static List<RecordCase<?>> versions() {
    return GoldenFilesTest.allVersions().toList();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void readsEveryReleasedSchema(RecordCase<?> record) throws IOException {
    Schema released = GoldenFiles.schema(GoldenFiles.released(record));

    assertThat(compatibility(record.subject().schema(), released))
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  /** Readers outside keep the schema that they were built with. */
  @ParameterizedTest
  @MethodSource("versions")
  void whoeverHasAReleasedSchemaReadsWhatIsWrittenNow(RecordCase<?> record) throws IOException {
    Schema released = GoldenFiles.schema(GoldenFiles.released(record));
    boolean full = record.subject().compatibility() == CompatibilityLevel.FULL_TRANSITIVE;

    if (full) {
      assertThat(compatibility(released, record.subject().schema()))
          .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
    assertThat(full).isEqualTo(!List.of("ClusterEvent", "ChunkEvent").contains(released.getName()));
  }

  @Test
  void everySubjectHasAReleasedSchema() {
    assertThat(versions())
        .extracting(record -> record.subject().schema().getName())
        .containsAll(
            SchemaSubject.of(RecordCase.TOPICS).stream()
                .map(subject -> subject.schema().getName())
                .toList());
  }

  @Test
  void anAddedFieldWithoutDefaultWouldNotReadThem() throws IOException {
    RecordCase<?> chunk =
        RecordCase.all(SchemaRegistry.inMemory("released-schemas-test")).stream()
            .filter(record -> record.name().equals("UpdateChunk"))
            .findFirst()
            .orElseThrow();
    String text = chunk.subject().schema().toString();
    Schema grown =
        new Schema.Parser()
            .parse(
                text.replace("\"fields\":[", "\"fields\":[{\"name\":\"added\",\"type\":\"int\"},"));

    assertThat(compatibility(grown, GoldenFiles.schema(GoldenFiles.released(chunk))))
        .isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
  }

  private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType();
  }
}
