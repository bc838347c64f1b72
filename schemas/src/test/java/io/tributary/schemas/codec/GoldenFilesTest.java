package io.tributary.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenFilesTest {
  static List<RecordCase<?>> records() {
    return RecordCase.all(SchemaRegistry.inMemory("golden-files-test"));
  }

  @ParameterizedTest
  @MethodSource("records")
  void writesTheBytesThatWereReleased(RecordCase<?> record) throws IOException {
    assertThat(GoldenFiles.body(record.encode()))
        .isEqualTo(GoldenFiles.read(GoldenFiles.golden(record)));
  }

  @ParameterizedTest
  @MethodSource("records")
  void readsTheBytesThatWereReleased(RecordCase<?> record) throws IOException, UndecodableRecord {
    byte[] framed = record.encode();
    byte[] golden = GoldenFiles.read(GoldenFiles.golden(record));
    byte[] released =
        ByteBuffer.allocate(AvroCodec.HEADER_BYTES + golden.length)
            .put(framed, 0, AvroCodec.HEADER_BYTES)
            .put(golden)
            .array();

    assertThat((Object) record.codec().decode(released)).isEqualTo(record.value());
  }
}
