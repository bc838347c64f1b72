package io.tributary.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

  private static final TopicPartition LETTERS = new TopicPartition("letters", 0);

  @TempDir Path dir;

  @Test
  void secondStartContinuesWithTheSameRecordsAndPort() throws Exception {
    String bootstrap;
    try (EmbeddedBroker first = EmbeddedBroker.start(BrokerSettings.in(dir))) {
      bootstrap = first.bootstrapServers();
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
        admin.createTopics(List.of(new NewTopic("letters", 1, (short) 1))).all().get();
      }
      sendInTransaction(bootstrap, "a");
    }
    try (EmbeddedBroker second = EmbeddedBroker.start(BrokerSettings.in(dir))) {
      assertThat(second.bootstrapServers()).isEqualTo(bootstrap).startsWith("127.0.0.1:");
      sendInTransaction(bootstrap, "b");
      assertThat(readLetters(bootstrap, 2)).containsExactly("a", "b");
    }
  }

  @Test
  void createsNoTopicThatNobodyAskedFor() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(dir));
        KafkaProducer<String, String> producer =
            producer(broker.bootstrapServers(), Map.of("max.block.ms", 1000))) {
      assertThatThrownBy(() -> producer.send(new ProducerRecord<>("absent", "x")).get())
          .isInstanceOf(ExecutionException.class);
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        assertThatThrownBy(() -> admin.describeTopics(List.of("absent")).allTopicNames().get())
            .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
      }
    }
  }

  @Test
  void namesTheBusyPortAndOffersAnother() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.in(dir).onPort(port)))
          .isInstanceOf(BrokerStartException.class)
          .hasMessageContaining("broker port " + port)
          .hasMessageContaining("choose another port, or 0");
    }
  }

  @Test
  void picksAnotherPortWhenTheRememberedOneIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(dir.resolve("broker.properties"), "port=" + taken.getLocalPort());
      try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(dir))) {
        assertThat(broker.port()).isNotEqualTo(taken.getLocalPort());
      }
    }
  }

  @Test
  void refusesDirectoryOfAnotherRunningBroker() {
    try (EmbeddedBroker running = EmbeddedBroker.start(BrokerSettings.in(dir))) {
      assertThat(running.port()).isPositive();
      assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.in(dir)))
          .isInstanceOf(BrokerStartException.class)
          .hasMessageContaining(dir.toString())
          .hasMessageContaining("locked by another running broker");
    }
  }

  @Test
  void refusesDirectoryWrittenByNewerKafka() throws IOException {
    Files.writeString(dir.resolve("broker.properties"), "kafka.version=99.0.0");
    assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.in(dir)))
        .isInstanceOf(BrokerStartException.class)
        .hasMessageContaining("written by Kafka 99.0.0")
        .hasMessageContaining("another directory");
  }

  @Test
  void namesTheDiskThatIsFullAndHowMuchIsNeeded() {
    assertThatThrownBy(() -> DataDirectory.requireFreeSpace(dir, 63L << 20))
        .isInstanceOf(BrokerStartException.class)
        .hasMessageContaining(dir + " has 63 MiB left, at least 64 MiB are needed: free some");
    DataDirectory.requireFreeSpace(dir, 64L << 20);
  }

  @Test
  void refusesPlaceThatIsNoDirectory() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "");
    assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.in(file)))
        .isInstanceOf(BrokerStartException.class)
        .hasMessageContaining("cannot write to the broker's data directory " + file);
  }

  private static void sendInTransaction(String bootstrap, String value) throws Exception {
    try (KafkaProducer<String, String> producer =
        producer(bootstrap, Map.of("transactional.id", "writer"))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(LETTERS.topic(), value)).get();
      producer.commitTransaction();
    }
  }

  private static KafkaProducer<String, String> producer(
      String bootstrap, Map<String, Object> extra) {
    Map<String, Object> settings = new HashMap<>(extra);
    settings.put("bootstrap.servers", bootstrap);
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  private static List<String> readLetters(String bootstrap, int count) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(LETTERS));
      consumer.seekToBeginning(List.of(LETTERS));
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .until(
              () -> {
                for (ConsumerRecord<String, String> record :
                    consumer.poll(Duration.ofMillis(100))) {
                  values.add(record.value());
                }
                return values.size() >= count;
              });
    }
    return values;
  }
}
