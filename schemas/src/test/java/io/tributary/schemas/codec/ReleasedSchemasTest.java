package io.tributary.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.registry.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** BACKWARD_TRANSITIVE: this build reads what any released build has written. */
class ReleasedSchemasTest {
  static List<Subject> subjects() {
    return Subject.of(RecordCase.TOPICS);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void readsEveryReleasedSchema(Subject subject) throws IOException {
    Schema released = released(subject);

    assertThat(compatibility(subject.schema(), released))
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  @Test
  void anAddedFieldWithoutDefaultWouldNotReadThem() throws IOException {
    Subject chunk =
        subjects().stream()
            .filter(s -> s.schema().getName().equals("UpdateChunk"))
            .findFirst()
            .orElseThrow();
    String text = chunk.schema().toString();
    Schema grown =
        new Schema.Parser()
            .parse(
                text.replace("\"fields\":[", "\"fields\":[{\"name\":\"added\",\"type\":\"int\"},"));

    assertThat(compatibility(grown, released(chunk)))
        .isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
  }

  private static Schema released(Subject subject) throws IOException {
    String text =
        new String(GoldenFiles.read(GoldenFiles.released(subject)), StandardCharsets.UTF_8);
    return new Schema.Parser().parse(text);
  }

  private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType();
  }
}
