package io.tributary.worker.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.process.CodeVersion;
import io.tributary.schemas.process.RecordHeaders;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.testkit.KafkaBroker;
import io.tributary.worker.state.OutgoingUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpdatePublisherTest {
  @RegisterExtension static final KafkaBroker BROKER = new KafkaBroker();

  private static final ClientId ADA = new ClientId("ada");
  private static final UpdateId ID = UpdateId.parse("ada/0#7");

  private TopicCatalogue topics;
  private FederationConnection connection;

  @BeforeEach
  void createTopics() throws Exception {
    topics = new TopicCatalogue(BROKER.uniqueName("publish"), 1);
    connection =
        new FederationConnection(
            BROKER.bootstrapServers(), "http://unused", topics.federation(), Map.of());
    BROKER
        .admin()
        .createTopics(
            List.of(topics.adapterUpdates(), topics.updateChunks()).stream()
                .map(spec -> new NewTopic(spec.name(), Optional.of(1), Optional.empty()))
                .toList())
        .all()
        .get(30, TimeUnit.SECONDS);
  }

  @Test
  void manifestAndChunksBecomeVisibleTogether() {
    try (var publisher = new UpdatePublisher(connection, topics, ADA)) {
      publisher.send(ID, update("one"));
      publisher.send(ID, update("two"));
    }

    assertThat(committed(4))
        .containsExactlyInAnyOrder("c0=one", "c0=two", "c0/0=chunk of one", "c0/0=chunk of two");
  }

  @Test
  void manifestAndChunksAreOneTraceAndNameTheirWriter() {
    try (var publisher = new UpdatePublisher(connection, topics, ADA)) {
      publisher.send(ID, update("one"));
    }

    var worker = new RecordHeaders(topics.federation(), RecordHeaders.WORKER);
    assertThat(headers(2))
        .containsOnly(
            List.of(worker.traceparent("ada/0#7"), RecordHeaders.WORKER, CodeVersion.text()));
  }

  @Test
  void aNewerWorkerOfTheClientFencesTheOlder() {
    try (var older = new UpdatePublisher(connection, topics, ADA);
        var newer = new UpdatePublisher(connection, topics, ADA)) {
      older.send(ID, update("one"));
      newer.takeOver();

      assertThatThrownBy(() -> older.send(ID, update("two")))
          .isInstanceOf(Failure.class)
          .hasMessage("another worker runs as client ada of federation " + topics.federation());
      newer.send(ID, update("three"));
    }

    assertThat(committed(4))
        .containsExactlyInAnyOrder(
            "c0=one", "c0=three", "c0/0=chunk of one", "c0/0=chunk of three");
  }

  private static OutgoingUpdate update(String text) {
    return new OutgoingUpdate(
        "c0", bytes(text), List.of(new OutgoingUpdate.Chunk("c0/0", bytes("chunk of " + text))));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> committed(int count) {
    return read(count).stream()
        .map(record -> record.key() + "=" + new String(record.value(), StandardCharsets.UTF_8))
        .toList();
  }

  private List<List<String>> headers(int count) {
    return read(count).stream()
        .map(
            record ->
                Stream.of(RecordHeaders.TRACE, RecordHeaders.WRITER, RecordHeaders.VERSION)
                    .map(key -> record.headers().lastHeader(key).value())
                    .map(value -> new String(value, StandardCharsets.UTF_8))
                    .toList())
        .toList();
  }

  private List<ConsumerRecord<String, byte[]>> read(int count) {
    var read = new ArrayList<ConsumerRecord<String, byte[]>>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                BROKER.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(
          List.of(
              new TopicPartition(topics.adapterUpdates().name(), 0),
              new TopicPartition(topics.updateChunks().name(), 0)));
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
                return read.size() >= count;
              });
    }
    return read;
  }
}
