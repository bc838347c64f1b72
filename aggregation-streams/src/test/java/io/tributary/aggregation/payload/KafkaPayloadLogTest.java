package io.tributary.aggregation.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.testkit.KafkaBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaPayloadLogTest {
  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  private static final int RECORDS = 12;

  private final String topic = KAFKA.uniqueName("payloads");
  private PayloadLog.Source source;

  /** Big records, so that one fetch does not bring them all. */
  @BeforeEach
  void writeRecords() throws Exception {
    Map<String, Object> connection = Map.of("bootstrap.servers", KAFKA.bootstrapServers());
    source = KafkaPayloadLog.of(connection, topic);
    KAFKA.admin().createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
    try (var producer =
        new KafkaProducer<byte[], byte[]>(
            connection, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < RECORDS; i++) {
        producer.send(new ProducerRecord<>(topic, 1, null, record(i))).get();
      }
    }
  }

  @Test
  void readsAnyOffsetInAnyOrder() {
    try (PayloadLog log = source.open(1)) {
      for (int offset : new int[] {3, 4, 5, 11, 0, 7, 7, 1}) {
        assertThat(log.read(offset)).isEqualTo(record(offset));
      }
    }
  }

  @Test
  void saysWhichSettingKeepsWhatIsGone() throws Exception {
    var partition = new TopicPartition(topic, 1);
    KAFKA.admin().deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(5))).all().get();
    try (PayloadLog log = source.open(1)) {
      assertThatThrownBy(() -> log.read(4))
          .isInstanceOf(PayloadGone.class)
          .hasMessageContaining(partition + " holds no record at offset 4")
          .hasMessageContaining("retention.ms");
    }
  }

  /** Whoever names an offset may name any: none of them may be waited for, or stop anything. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, RECORDS, RECORDS + 1, 1_000_000_000, Long.MAX_VALUE})
  void saysSoonThatAnOffsetOfNothingHoldsNothing(long offset) {
    try (PayloadLog log = source.open(1)) {
      assertThat(log.read(3)).isEqualTo(record(3));
      long before = System.nanoTime();
      assertThatThrownBy(() -> log.read(offset)).isInstanceOf(PayloadGone.class);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
      assertThat(log.read(5)).isEqualTo(record(5));
    }
  }

  /** It has an offset, and no record. */
  @Test
  void theEndOfATransactionHoldsNothing() {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", KAFKA.bootstrapServers(), "transactional.id", topic);
    try (var producer =
            new KafkaProducer<byte[], byte[]>(
                settings, new ByteArraySerializer(), new ByteArraySerializer());
        PayloadLog log = source.open(0)) {
      producer.initTransactions();
      for (int i = 0; i < 2; i++) {
        producer.beginTransaction();
        var unused = producer.send(new ProducerRecord<>(topic, 0, null, record(i)));
        producer.commitTransaction();
      }
      assertThat(log.read(0)).isEqualTo(record(0));
      assertThatThrownBy(() -> log.read(1)).isInstanceOf(PayloadGone.class);
      assertThat(log.read(2)).isEqualTo(record(1));
      assertThatThrownBy(() -> log.read(3)).isInstanceOf(PayloadGone.class);
    }
  }

  private static byte[] record(int index) {
    byte[] record = new byte[700_000];
    java.util.Arrays.fill(record, (byte) index);
    return record;
  }
}
