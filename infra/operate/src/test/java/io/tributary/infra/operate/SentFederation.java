package io.tributary.infra.operate;

import io.tributary.aggregation.AggregatorApp;
import io.tributary.aggregation.topology.StreamsSettings;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.federation.FederationDirectory;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.topic.TopicAdmin;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.schemas.update.PayloadEncoding;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import io.tributary.testkit.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * One cluster of clients with one slot each, on a real broker: sends what workers send. A window is
 * a round; an update of a norm above 1000 is set aside.
 */
public final class SentFederation implements AutoCloseable {
  public static final ClusterId C0 = new ClusterId(0);
  private static final int SAMPLES = 120;

  /** 512,000 floats: three chunks; ones have norm 715. */
  private static final AdapterLayout LAYOUT =
      new AdapterLayout(64, 16, List.of(new TargetModule("layer.query", 4000, 4000)));

  public final FederationConnection connection;
  private final FederationSpec spec;
  private final TopicCatalogue topics;
  private final SchemaRegistry registry;
  private final Codecs codecs;
  private final KafkaProducer<String, byte[]> producer;

  public SentFederation(KafkaBroker kafka, int clients) {
    String name = kafka.uniqueName("operated");
    connection =
        new FederationConnection(kafka.bootstrapServers(), "mock://" + name, name, Map.of());
    topics = new TopicCatalogue(name, 2);
    try (var admin = TopicAdmin.connect(connection)) {
      admin.apply(topics, (short) 1);
    }
    registry = SchemaRegistry.of(connection);
    registry.register(topics);
    codecs = Codecs.of(registry, topics);
    WindowSettings rounds = WindowSettings.rounds();
    spec =
        new FederationSpec(
            name,
            "mini@00",
            2,
            LAYOUT,
            7,
            new ClusteringSettings(ClusteringSettings.Mode.ONE, 1, clients, 1.5, 1, 11),
            new WindowSettings(
                rounds.close(),
                rounds.minUpdates(),
                rounds.span(),
                rounds.grace(),
                rounds.maxClockSkew(),
                rounds.maxStaleness(),
                rounds.staleness(),
                rounds.weighting(),
                0,
                new NormSettings(1_000, 0, 0, 0.9, 100, 20)));
    Map<String, Object> settings = connection.clientSettings();
    settings.put("transactional.id", name + "-workers");
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    producer.initTransactions();
  }

  /** The aggregator, in this process, when it is ready. */
  public AggregatorApp aggregator(Path stateDir) throws InterruptedException {
    AggregatorApp app =
        AggregatorApp.start(connection, spec, registry, StreamsSettings.in(stateDir));
    app.awaitReady(Duration.ofMinutes(1));
    return app;
  }

  public void announce(String... clients) {
    producer.beginTransaction();
    for (String client : clients) {
      var embedding =
          new TaskEmbedding(
              slot(client), 1, spec.baseModel(), SAMPLES, new float[] {0, 1}, 0.1, Instant.now());
      put(topics.taskEmbeddings(), slot(client).toString(), codecs.taskEmbedding(), embedding);
    }
    producer.commitTransaction();
  }

  /** One update whose values are all the same, trained from version 0, in one transaction. */
  public void send(String client, long sequence, float value) {
    producer.beginTransaction();
    var id = new UpdateId(slot(client), sequence);
    float[] delta = new float[LAYOUT.parameters()];
    Arrays.fill(delta, value);
    for (int index = 0; index < AdapterChunks.count(delta.length); index++) {
      var key = new ChunkKey(C0, index);
      var chunk = new UpdateChunk(id, key, AdapterChunks.encode(delta, index));
      put(topics.updateChunks(), key.toString(), codecs.updateChunk(), chunk);
    }
    var manifest =
        new UpdateManifest(
            id,
            new AdapterVersion(C0, 0, 0, spec.initialAdapter().digest()),
            1,
            LAYOUT.digest(),
            SAMPLES,
            Instant.now(),
            PayloadEncoding.FLOAT32,
            AdapterChunks.digests(delta),
            Math.abs(value) * Math.sqrt(delta.length),
            new TrainingSummary(10, 1, 0.5, 1000, 2000));
    put(topics.adapterUpdates(), C0.toString(), codecs.updateManifest(), manifest);
    producer.commitTransaction();
  }

  /** The contract, so that readers know the rules. */
  public void publishContract() {
    new FederationDirectory(connection, codecs.federationSpec()).publish(spec);
  }

  public FederationSpec spec() {
    return spec;
  }

  public TopicCatalogue topics() {
    return topics;
  }

  public Codecs codecs() {
    return codecs;
  }

  /** Whatever anybody may write: any key or none, any value or a tombstone. */
  public void sendRaw(String topic, String key, byte[] value) {
    producer.beginTransaction();
    var unused = producer.send(new ProducerRecord<>(topic, key, value));
    producer.commitTransaction();
  }

  /** Bytes that are no record of the topic of manifests. */
  public void sendGarbage() {
    producer.beginTransaction();
    var unused =
        producer.send(
            new ProducerRecord<>(topics.adapterUpdates().name(), C0.toString(), new byte[] {7}));
    producer.commitTransaction();
  }

  /** As if an aggregator had set something aside. */
  public void setAside(QuarantineRecord record) {
    producer.beginTransaction();
    put(topics.quarantine(), record.subject(), codecs.quarantineRecord(), record);
    producer.commitTransaction();
  }

  /** Ends of all partitions that an operator writes to, added up. */
  public long endsOfWhatOperatorsWrite() {
    try (LogCursor cursor = LogCursor.open(connection, Duration.ofMinutes(1))) {
      return Stream.of(topics.updateRulings(), topics.updateChunks(), topics.clientPolicy())
          .flatMap(topic -> cursor.ends(topic.name()).values().stream())
          .mapToLong(end -> end)
          .sum();
    }
  }

  /** What verbs need to find it. */
  public List<String> flags() {
    return List.of(
        "--bootstrap-servers=" + connection.bootstrapServers(),
        "--schema-registry=" + connection.schemaRegistry(),
        "--federation=" + connection.federation());
  }

  @Override
  public void close() {
    producer.close();
    registry.close();
  }

  private <T> void put(TopicSpec topic, String key, RecordCodec<T> codec, T value) {
    // Committing the transaction throws if a send failed.
    var unused = producer.send(new ProducerRecord<>(topic.name(), key, codec.encode(value)));
  }

  private static SlotId slot(String client) {
    return new SlotId(new ClientId(client), 0);
  }
}
