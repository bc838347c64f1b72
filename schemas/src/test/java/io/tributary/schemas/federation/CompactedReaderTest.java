package io.tributary.schemas.federation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.testkit.KafkaBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CompactedReaderTest {
  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  private final String topic = KAFKA.uniqueName("compacted");
  private final CompactedReader reader =
      new CompactedReader(
          new FederationConnection(KAFKA.bootstrapServers(), "mock://reader", "unused", Map.of()),
          Duration.ofSeconds(20));

  @Test
  void keepsTheNewestValueOfEveryKeyAndForgetsDeletedOnes() {
    create(3);
    try (var producer = producer("newest")) {
      producer.beginTransaction();
      send(producer, "a", "1");
      send(producer, "b", "1");
      send(producer, "a", "2");
      send(producer, "b", null);
      send(producer, "c", "1");
      producer.commitTransaction();
    }

    assertThat(texts(reader.newest(topic))).containsOnly(Map.entry("a", "2"), Map.entry("c", "1"));
  }

  @Test
  void ignoresWhatWasAborted() {
    create(1);
    try (var producer = producer("aborted")) {
      producer.beginTransaction();
      send(producer, "a", "1");
      producer.commitTransaction();
      producer.beginTransaction();
      send(producer, "a", "2");
      producer.flush();
      producer.abortTransaction();
    }

    assertThat(texts(reader.newest(topic))).containsOnly(Map.entry("a", "1"));
  }

  @Test
  void endsBeforeATransactionThatIsStillOpen() {
    create(1);
    try (var producer = producer("open")) {
      producer.beginTransaction();
      send(producer, "a", "1");
      producer.flush();

      assertThat(reader.newest(topic)).isEmpty();
      producer.abortTransaction();
    }
  }

  @Test
  void readsAnEmptyTopicToItsEnd() {
    create(2);

    assertThat(reader.newest(topic)).isEmpty();
  }

  @Test
  void handsOverEveryRecordInOrderTombstonesToo() {
    create(1);
    try (var producer = producer("every")) {
      producer.beginTransaction();
      send(producer, "a", "1");
      send(producer, "a", null);
      producer.commitTransaction();
    }
    var seen = new ArrayList<String>();

    reader.forEach(
        topic,
        record -> seen.add(record.value() == null ? "-" : new String(record.value(), UTF_8)));

    assertThat(seen).containsExactly("1", "-");
  }

  @Test
  void namesATopicThatDoesNotExist() {
    var failure = catchThrowableOfType(Failure.class, () -> reader.newest(topic));

    assertThat(failure.code()).isEqualTo("TOPIC_MISSING");
    assertThat(failure).hasMessageContaining(topic);
  }

  private void create(int partitions) {
    KAFKA
        .admin()
        .createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
        .all()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private KafkaProducer<String, String> producer(String transactionalId) {
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers",
            KAFKA.bootstrapServers(),
            "transactional.id",
            topic + transactionalId);
    var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    producer.initTransactions();
    return producer;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // flush and commit report a send that failed
  private void send(KafkaProducer<String, String> producer, String key, String value) {
    producer.send(new ProducerRecord<>(topic, key, value));
  }

  private static Map<String, String> texts(Map<String, byte[]> values) {
    var texts = new java.util.LinkedHashMap<String, String>();
    values.forEach((key, value) -> texts.put(key, new String(value, UTF_8)));
    return texts;
  }
}
