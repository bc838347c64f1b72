package io.tributary.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.registry.SchemaSubject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenFilesTest {
  private static final SchemaRegistry REGISTRY = SchemaRegistry.inMemory("golden-files-test");

  static List<RecordCase<?>> records() {
    return RecordCase.all(REGISTRY);
  }

  static Stream<RecordCase<?>> allVersions() {
    return Stream.concat(records().stream(), RecordCase.older(REGISTRY).stream());
  }

  @ParameterizedTest
  @MethodSource("records")
  void writesTheBytesThatWereReleased(RecordCase<?> record) throws IOException {
    assertThat(GoldenFiles.body(record.encode()))
        .isEqualTo(GoldenFiles.read(GoldenFiles.golden(record)));
  }

  @ParameterizedTest
  @MethodSource("allVersions")
  void readsTheBytesThatWereReleased(RecordCase<?> record) throws IOException, UndecodableRecord {
    byte[] golden = GoldenFiles.read(GoldenFiles.golden(record));
    int id = register(GoldenFiles.schema(GoldenFiles.released(record)));
    byte[] released =
        ByteBuffer.allocate(AvroCodec.HEADER_BYTES + golden.length)
            .put(AvroCodec.MAGIC)
            .putInt(id)
            .put(golden)
            .array();

    assertThat((Object) record.codec().decode(released)).isEqualTo(record.value());
  }

  /** With every topic of such records; they all give it one id. */
  private static int register(Schema schema) {
    return SchemaSubject.of(RecordCase.TOPICS).stream()
        .filter(subject -> subject.schema().getName().equals(schema.getName()))
        .mapToInt(subject -> REGISTRY.idOf(subject.topic(), schema))
        .max()
        .orElseThrow();
  }
}
