package io.tributary.infra.operate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.settings.FederationConnection;
import io.tributary.testkit.KafkaBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LogCursorTest {
  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  private static final String KEY = "ward/0#7";

  /** More than a stretch between two of them. */
  private static final int OTHERS = 1_500;

  private final String topic = KAFKA.uniqueName("backwards");

  @Test
  void looksBackForOneKeyInItsPartition() throws Exception {
    create(3);
    send("1", "2", "3");
    assertThat(seen(text -> true)).containsExactly("3", "2", "1");
  }

  @Test
  void looksNoFurtherBackThanItIsTold() throws Exception {
    create(1);
    send("1", "2", "3");
    assertThat(seen(text -> !text.equals("2"))).containsExactly("3", "2");
  }

  @Test
  void anEmptyTopicHasNothing() throws Exception {
    create(2);
    assertThat(seen(text -> true)).isEmpty();
  }

  private List<String> seen(Predicate<String> more) {
    var seen = new ArrayList<String>();
    var connection =
        new FederationConnection(KAFKA.bootstrapServers(), "mock://cursor", "unused", Map.of());
    try (LogCursor cursor = LogCursor.open(connection, Duration.ofMinutes(1))) {
      cursor.backwards(
          topic,
          KEY,
          record -> Optional.of(text(record)),
          text -> {
            seen.add(text);
            return more.test(text);
          });
    }
    return seen;
  }

  private static String text(ConsumerRecord<String, byte[]> record) {
    return new String(record.value(), UTF_8);
  }

  private void create(int partitions) throws Exception {
    KAFKA.admin().createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
  }

  /** Each in a transaction of its own, after one that was aborted, and many of other keys. */
  private void send(String... values) {
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers", KAFKA.bootstrapServers(), "transactional.id", topic);
    var text = new StringSerializer();
    try (var producer = new KafkaProducer<>(settings, text, text)) {
      producer.initTransactions();
      for (String value : values) {
        producer.beginTransaction();
        send(producer, KEY, "aborted");
        producer.flush();
        producer.abortTransaction();
        producer.beginTransaction();
        send(producer, KEY, value);
        for (int other = 0; other < OTHERS; other++) {
          send(producer, "other-" + other, value);
        }
        producer.commitTransaction();
      }
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // flush and commit report a send that failed
  private void send(KafkaProducer<String, String> producer, String key, String value) {
    producer.send(new ProducerRecord<>(topic, key, value));
  }
}
