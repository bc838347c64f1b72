package io.tributary.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.tributary.schemas.registry.SubjectStatus.State;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaRegistryTest {
  private static final String SCOPE = "schema-registry-test";

  private final TopicCatalogue topics = new TopicCatalogue("clinics", 2);
  private SchemaRegistryClient client;
  private SchemaRegistry registry;

  @BeforeEach
  void emptyRegistry() {
    MockSchemaRegistry.dropScope(SCOPE);
    client = MockSchemaRegistry.getClientForScope(SCOPE);
    registry = SchemaRegistry.at("mock://" + SCOPE);
  }

  @Test
  void knowsASchemaForEveryTopicOfTheCatalogue() {
    assertThat(SchemaSubject.of(topics))
        .extracting(SchemaSubject::topic)
        .containsExactlyElementsOf(topics.all().stream().map(TopicSpec::name).toList());
  }

  @Test
  void publishesSchemasWithoutNotesToJavaClasses() {
    assertThat(SchemaSubject.of(topics))
        .allSatisfy(subject -> assertThat(subject.schema().toString()).doesNotContain("avro.java"));
  }

  @Test
  void documentsEverySchemaAndField() {
    assertThat(SchemaSubject.of(topics)).allSatisfy(subject -> assertDocumented(subject.schema()));
  }

  @Test
  void reportsWhatIsMissingThenRegistersIt() {
    assertThat(registry.check(topics)).extracting(SubjectStatus::state).containsOnly(State.MISSING);

    registry.register(topics);

    assertThat(registry.check(topics))
        .extracting(SubjectStatus::state)
        .containsOnly(State.REGISTERED);
  }

  @Test
  void registersOnceAndSetsTheCompatibilityOfEverySubject() throws Exception {
    registry.register(topics);
    registry.register(topics);

    for (SchemaSubject subject : SchemaSubject.of(topics)) {
      assertThat(client.getAllVersions(subject.name())).hasSize(1);
      assertThat(client.getCompatibility(subject.name())).isEqualTo(subject.compatibility().name);
    }
  }

  @Test
  void takesASubjectWhoseOldVersionsItCanRead() throws Exception {
    SchemaSubject subject = SchemaSubject.of(topics).get(0);
    client.register(subject.name(), without(subject.schema(), "doc"));

    assertThat(registry.check(topics).get(0).state()).isEqualTo(State.COMPATIBLE);
    registry.register(topics);
    assertThat(registry.check(topics).get(0).state()).isEqualTo(State.REGISTERED);
  }

  @Test
  void refusesASubjectItCannotReadAndRegistersNothing() throws Exception {
    String subject = topics.updateChunks().name() + "-value";
    client.register(
        subject,
        new AvroSchema(
            "{\"type\":\"record\",\"name\":\"UpdateChunk\","
                + "\"namespace\":\"io.tributary.schemas.wire\",\"fields\":"
                + "[{\"name\":\"update\",\"type\":\"string\"}]}"));

    var failure = catchThrowableOfType(Failure.class, () -> registry.register(topics));

    assertThat(failure.kind()).isEqualTo(Failure.Kind.DOMAIN);
    assertThat(failure.code()).isEqualTo("SCHEMA_INCOMPATIBLE");
    assertThat(failure).hasMessageContaining(subject).hasMessageContaining("payload");
    assertThat(client.getAllSubjects()).containsExactly(subject);
  }

  @Test
  void findsSchemasByTheirIds() {
    SchemaSubject subject = SchemaSubject.of(topics).get(3);
    int id = registry.idOf(subject.topic(), subject.schema());

    assertThat(registry.writer(subject.topic(), id)).contains(subject.schema());
    assertThat(registry.writer(subject.topic(), id + 1000)).isEmpty();
  }

  private static AvroSchema without(Schema schema, String property) {
    return new AvroSchema(schema.toString().replaceAll(",\"" + property + "\":\"[^\"]*\"", ""));
  }

  private static void assertDocumented(Schema schema) {
    switch (schema.getType()) {
      case RECORD -> {
        assertThat(schema.getDoc()).as(schema.getName()).isNotBlank();
        for (Schema.Field field : schema.getFields()) {
          assertThat(field.doc()).as(schema.getName() + "." + field.name()).isNotBlank();
          assertDocumented(field.schema());
        }
      }
      case ENUM -> {
        assertThat(schema.getDoc()).as(schema.getName()).isNotBlank();
        assertThat(schema.getEnumDefault()).as(schema.getName()).isEqualTo("UNKNOWN");
      }
      case ARRAY -> assertDocumented(schema.getElementType());
      case UNION -> schema.getTypes().forEach(SchemaRegistryTest::assertDocumented);
      default -> assertThat(schema.getType()).isNotNull();
    }
  }
}
