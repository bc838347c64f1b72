package io.tributary.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.registry.SchemaSubject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The genuine serdes of Confluent, who know nothing of ours, agree on the format. */
class ConfluentSerdesTest {
  private static final String SCOPE = "confluent-serdes";
  private static final Map<String, Object> SETTINGS =
      Map.of("schema.registry.url", "mock://" + SCOPE, "auto.register.schemas", false);

  static List<RecordCase<?>> records() {
    return RecordCase.all(SchemaRegistry.inMemory(SCOPE));
  }

  @ParameterizedTest
  @MethodSource("records")
  void readOursAndWriteWhatWeRead(RecordCase<?> record) throws UndecodableRecord {
    byte[] ours = record.encode();
    String topic = topicOf(record);
    SchemaRegistryClient client = MockSchemaRegistry.getClientForScope(SCOPE);
    try (var deserializer = new KafkaAvroDeserializer(client, SETTINGS);
        var serializer = new KafkaAvroSerializer(client, SETTINGS)) {
      var read = (GenericRecord) deserializer.deserialize(topic, ours);

      assertThat(read.getSchema().getNamespace()).isEqualTo("io.tributary.schemas.wire");
      byte[] theirs = serializer.serialize(topic, read);
      assertThat(theirs).hasSameSizeAs(ours).startsWith(Arrays.copyOf(ours, 5));
      assertThat((Object) record.codec().decode(theirs)).isEqualTo(record.value());
    }
  }

  private static String topicOf(RecordCase<?> record) {
    String schema = record.name().replaceFirst("\\..*", "");
    return SchemaSubject.of(RecordCase.TOPICS).stream()
        .filter(subject -> subject.schema().getName().equals(schema))
        .findFirst()
        .orElseThrow()
        .topic();
  }
}
