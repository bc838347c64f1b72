package io.tributary.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.TaskEmbedding;
import io.tributary.schemas.event.UpdateManifest;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.testkit.KafkaBroker;
import io.tributary.testkit.Threads;
import io.tributary.worker.data.ClientRows;
import io.tributary.worker.data.Row;
import io.tributary.worker.exchange.KafkaExchange;
import io.tributary.worker.method.FedAvg;
import io.tributary.worker.optimise.LearningRate;
import io.tributary.worker.train.TrainingResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two clients in one process against a real broker; the model is a fake. */
class WorkerAppTest {
  @RegisterExtension static final KafkaBroker BROKER = new KafkaBroker();

  private static final ClientId ADA = new ClientId("ada");
  private static final ClientId BOB = new ClientId("bob");

  @TempDir Path state;
  private TopicCatalogue topics;
  private Connection connection;
  private Codecs codecs;
  private SchemaRegistry registry;

  @BeforeEach
  void createTopics() throws Exception {
    topics = new TopicCatalogue(BROKER.uniqueName("app"), 2);
    connection =
        new Connection(BROKER.bootstrapServers(), "mock://app", topics.federation(), Map.of());
    registry = SchemaRegistry.inMemory(topics.federation());
    codecs = Codecs.of(registry, topics);
    var wanted = new ArrayList<NewTopic>();
    topics.all().forEach(spec -> wanted.add(topic(spec.name(), spec.partitions())));
    wanted.add(topic(topics.federation() + ".rows", 1));
    BROKER.admin().createTopics(wanted).all().get(30, TimeUnit.SECONDS);
  }

  @Test
  void joinsTakesRowsFromATopicTrainsAndFinishes() throws Exception {
    produce(topics.federation() + ".rows", "bob", row("a new one"));
    var ready = new CompletableFuture<Void>();
    var run =
        CompletableFuture.runAsync(
            () -> {
              try (var app = new WorkerApp(parts(0))) {
                app.run(() -> ready.complete(null));
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            },
            Threads.ONE_EACH);
    CompletableFuture.anyOf(ready, run).get(60, TimeUnit.SECONDS);
    List<TaskEmbedding> slots = new ArrayList<>();
    for (byte[] value : values(topics.taskEmbeddings().name(), 2)) {
      slots.add(codecs.taskEmbedding().decode(value));
    }
    assertThat(slots).extracting(slot -> slot.slot().toString()).contains("ada/0", "bob/0");

    produce(topics.clusterState().name(), ClusterState.KEY, codecs.clusterState().encode(state()));
    run.get(60, TimeUnit.SECONDS);

    List<UpdateManifest> updates = new ArrayList<>();
    for (byte[] value : values(topics.adapterUpdates().name(), 2)) {
      updates.add(codecs.updateManifest().decode(value));
    }
    assertThat(updates)
        .extracting(update -> update.id() + " " + update.samples())
        .containsExactlyInAnyOrder("ada/0#1 3", "bob/0#1 4");
    assertThat(values(topics.updateChunks().name(), 2)).hasSize(2);
    assertThat(values(topics.workerReports().name(), 6)).hasSizeGreaterThanOrEqualTo(6);
  }

  @Test
  void ranksAreDealtToTheClientsInTurn() {
    WorkerSettings settings = settings(List.of(8, 2));
    assertThat(settings.rankOf(0)).isEqualTo(settings.rankOf(2)).isEqualTo(8);
    assertThat(settings.rankOf(1)).isEqualTo(2);
  }

  @Test
  void aRankBeyondTheFederationsIsRefused() {
    assertThatThrownBy(() -> new WorkerApp(parts(2)))
        .isInstanceOf(Failure.class)
        .hasMessage("--rank must be at most the federation's 1, was 2");
  }

  private static WorkerSettings settings(List<Integer> ranks) {
    return new WorkerSettings(
        1, 1, 1, 1, new FedAvg(), LearningRate.constant(0.1f), 0, true, 100, 64, ranks, 1);
  }

  private WorkerApp.Parts parts(int rank) {
    return new WorkerApp.Parts(
        new KafkaExchange(
            connection,
            FakeWorld.SPEC.layout(),
            Optional.of(topics.federation() + ".rows"),
            Set.of(ADA, BOB),
            registry),
        FakeWorld.SPEC,
        settings(List.of(rank)),
        List.of(client(ADA), client(BOB)),
        state,
        texts -> texts.stream().map(text -> new float[] {1, 0}).toArray(float[][]::new),
        (job, optimiser) ->
            new TrainingResult(
                new LoraAdapter(job.start().layout(), job.start().values().clone()),
                new float[] {1},
                1,
                1),
        (adapter, samples, maxTokens) -> 0,
        2,
        Clock.systemUTC());
  }

  private static ClientRows client(ClientId id) {
    List<Row> rows = List.of(FakeWorld.row("x"), FakeWorld.row("y"), FakeWorld.row("z"));
    return new ClientRows(id, rows, List.of(), Optional.empty());
  }

  private static ClusterState state() {
    var cluster = new ClusterId(0);
    return new ClusterState(
        1,
        1,
        "base@1",
        List.of(new ClusterCentroid(cluster, new float[] {1, 0}, 0)),
        new TreeMap<>(Map.of(new SlotId(ADA, 0), cluster, new SlotId(BOB, 0), cluster)),
        Set.of(),
        Instant.EPOCH);
  }

  private static byte[] row(String input) {
    return ("{\"input\":\"" + input + "\",\"output\":\"a\",\"options\":[\"a\",\"b\"]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static NewTopic topic(String name, int partitions) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty());
  }

  private void produce(String topic, String key, byte[] value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", BROKER.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
          .get(30, TimeUnit.SECONDS);
    }
  }

  private List<byte[]> values(String topic, int atLeast) {
    var values = new ArrayList<byte[]>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                BROKER.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList());
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                for (ConsumerRecord<byte[], byte[]> record :
                    consumer.poll(Duration.ofMillis(200))) {
                  values.add(record.value());
                }
                return values.size() >= atLeast;
              });
    }
    return values;
  }
}
