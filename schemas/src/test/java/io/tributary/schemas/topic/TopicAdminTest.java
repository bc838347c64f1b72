package io.tributary.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.TopicStatus.State;
import io.tributary.testkit.KafkaBroker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicAdminTest {
  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  private final TopicCatalogue topics = new TopicCatalogue(KAFKA.uniqueName("topics"), 3);
  private TopicAdmin admin;

  @BeforeEach
  void connect() {
    admin =
        TopicAdmin.connect(
            new FederationConnection(
                KAFKA.bootstrapServers(), "mock://topics", topics.federation(), Map.of()));
  }

  @AfterEach
  void close() {
    admin.close();
  }

  @Test
  void plansWhatIsMissingWithoutCreatingIt() {
    assertThat(admin.plan(topics)).extracting(TopicStatus::state).containsOnly(State.MISSING);
    assertThat(admin.plan(topics)).hasSameSizeAs(topics.all());
  }

  @Test
  void appliesOnceAndThenChangesNothing() {
    admin.apply(topics, (short) 1);

    assertThat(admin.apply(topics, TopicAdmin.BROKER_DEFAULT))
        .extracting(TopicStatus::state)
        .containsOnly(State.FINE);
    admin.verify(topics);
  }

  @Test
  void namesTheMissingTopicAndTheFix() {
    var failure = catchThrowableOfType(Failure.class, () -> admin.verify(topics));

    assertThat(failure.code()).isEqualTo("TOPIC_MISSING");
    assertThat(failure).hasMessageContaining(topics.federationSpec().name());
    assertThat(failure.hint()).contains("topics apply");
  }

  @Test
  void leavesATopicWithOtherPartitionsAloneAndSaysWhatDiffers() {
    create(new NewTopic(topics.adapterUpdates().name(), 5, (short) 1));

    admin.apply(topics, TopicAdmin.BROKER_DEFAULT);

    assertThatThrownBy(() -> admin.verify(topics))
        .isInstanceOf(Failure.class)
        .hasMessage("partitions of topic " + topics.adapterUpdates().name() + " must be 3, was 5");
  }

  @Test
  void saysHowToMendATopicWhoseCleanupDiffers() {
    var configs = Map.of("cleanup.policy", "delete");
    create(new NewTopic(topics.clusterState().name(), 1, (short) 1).configs(configs));
    admin.apply(topics, TopicAdmin.BROKER_DEFAULT);

    var failure = catchThrowableOfType(Failure.class, () -> admin.verify(topics));

    assertThat(failure)
        .hasMessage(
            "cleanup.policy of topic "
                + topics.clusterState().name()
                + " must be compact, was delete");
    assertThat(failure.hint()).contains("--add-config cleanup.policy=compact");
  }

  /** Federations that were begun before have them so; no record is moved or dated anew. */
  @Test
  void hasTheBrokerDateATopicThatClientsDate() {
    var configs = new HashMap<>(topics.adapterUpdates().config());
    configs.remove("message.timestamp.type");
    create(new NewTopic(topics.adapterUpdates().name(), 3, (short) 1).configs(configs));
    TopicStatus before = admin.plan(topics).get(3);
    assertThat(before.state()).isEqualTo(State.DIFFERENT);
    assertThat(before.differences())
        .singleElement()
        .satisfies(
            difference -> {
              assertThat(difference.what()).isEqualTo("message.timestamp.type");
              assertThat(difference.actual()).isEqualTo("CreateTime");
              assertThat(difference.fix()).contains("topics apply");
            });

    admin.apply(topics, TopicAdmin.BROKER_DEFAULT);

    admin.verify(topics);
  }

  @Test
  void refusesATopicThatCannotTakeAChunk() {
    var configs = new HashMap<>(topics.updateChunks().config());
    configs.put("max.message.bytes", "500000");
    create(new NewTopic(topics.updateChunks().name(), 3, (short) 1).configs(configs));
    admin.apply(topics, TopicAdmin.BROKER_DEFAULT);

    assertThatThrownBy(() -> admin.verify(topics))
        .hasMessageContaining("max.message.bytes of topic " + topics.updateChunks().name())
        .hasMessageContaining("must be >= 900000, was 500000");
  }

  @Test
  void anAncientClockDoesNotDateWhatIsForgottenAfterATime() throws Exception {
    admin.apply(topics, (short) 1);
    Map<String, Object> client = Map.of("bootstrap.servers", KAFKA.bootstrapServers());
    var reports = new TopicPartition(topics.workerReports().name(), 0);
    try (var producer =
            new KafkaProducer<>(client, new StringSerializer(), new StringSerializer());
        var consumer =
            new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
      producer.send(new ProducerRecord<>(reports.topic(), 0, 1L, "c0", "in 1970")).get();

      consumer.assign(List.of(reports));
      consumer.seekToBeginning(List.of(reports));
      var read = consumer.poll(Duration.ofSeconds(30)).iterator().next();
      assertThat(read.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
      assertThat(read.timestamp()).isGreaterThan(1L);
    }
  }

  /**
   * The controller knows a new topic a moment before the broker does: each look asks the broker.
   */
  private void create(NewTopic topic) {
    KAFKA
        .admin()
        .createTopics(List.of(topic))
        .all()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (isMissing(topic.name())) {
      assertThat(System.nanoTime()).as("time until %s is there", topic.name()).isLessThan(deadline);
    }
  }

  private boolean isMissing(String name) {
    return admin.plan(topics).stream()
        .anyMatch(status -> status.spec().name().equals(name) && status.state() == State.MISSING);
  }
}
