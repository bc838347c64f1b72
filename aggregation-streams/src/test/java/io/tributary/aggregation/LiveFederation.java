package io.tributary.aggregation;

import static org.awaitility.Awaitility.await;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.FakeFleet;
import io.tributary.aggregation.topology.FederationView;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.follow.FederationFollower;
import io.tributary.schemas.follow.FollowSettings;
import io.tributary.schemas.follow.PersonalInits;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.testkit.KafkaBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A federation's topics on a real broker: sends what workers send, reads what routers read. */
final class LiveFederation implements FederationView, AutoCloseable {
  static final String SCOPE = "live-federation";
  static final int PARTITIONS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final FederationSpec spec;
  final FederationConnection connection;
  final List<LedgerEntry> decisions = new ArrayList<>();

  /** Versions that were made of updates. */
  final List<AdapterManifest> manifests = new ArrayList<>();

  private final Map<String, AdapterChunk> chunks = new HashMap<>();
  private ClusterState clusters;
  private final TopicCatalogue topics;
  private final Codecs codecs;
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;

  LiveFederation(KafkaBroker broker, FederationSpec spec) throws Exception {
    this.spec = spec;
    connection =
        new FederationConnection(
            broker.bootstrapServers(), "mock://" + SCOPE, spec.federation(), Map.of());
    topics = new TopicCatalogue(spec.federation(), PARTITIONS);
    codecs = Codecs.of(registry(topics), topics);
    broker
        .admin()
        .createTopics(
            topics.all().stream()
                .map(
                    topic ->
                        new NewTopic(topic.name(), topic.partitions(), (short) 1)
                            .configs(topic.config()))
                .toList())
        .all()
        .get();
    Map<String, Object> settings = connection.clientSettings();
    settings.put("transactional.id", spec.federation() + "-worker");
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    producer.initTransactions();
    Map<String, Object> reading = connection.clientSettings();
    reading.put("isolation.level", "read_committed");
    consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> outputs = new ArrayList<>();
    for (TopicSpec topic :
        List.of(
            topics.clusterState(),
            topics.updateLedger(),
            topics.globalAdapters(),
            topics.globalAdapterChunks())) {
      for (int partition = 0; partition < topic.partitions(); partition++) {
        outputs.add(new TopicPartition(topic.name(), partition));
      }
    }
    consumer.assign(outputs);
    consumer.seekToBeginning(outputs);
  }

  /** The same ids in every JVM: the mock counts, and this registers in a fixed order. */
  static SchemaRegistry registry(TopicCatalogue topics) {
    SchemaRegistry registry = SchemaRegistry.inMemory(SCOPE + "-" + topics.federation());
    registry.register(topics);
    return registry;
  }

  @Override
  public FederationSpec spec() {
    return spec;
  }

  @Override
  public void announce(TaskEmbedding embedding) {
    producer.beginTransaction();
    put(topics.taskEmbeddings(), embedding.slot().toString(), codecs.taskEmbedding(), embedding);
    producer.commitTransaction();
  }

  /** One transaction, as a worker does it. */
  @Override
  public void send(FakeClient.Update update) {
    producer.beginTransaction();
    for (UpdateChunk chunk : update.chunks()) {
      put(topics.updateChunks(), chunk.key().toString(), codecs.updateChunk(), chunk);
    }
    String cluster = update.manifest().base().cluster().toString();
    put(topics.adapterUpdates(), cluster, codecs.updateManifest(), update.manifest());
    producer.commitTransaction();
  }

  /** Any bytes at all, committed; the partition is the key's, or any if there is none. */
  void sendRaw(TopicSpec topic, String key, byte[] value) {
    producer.beginTransaction();
    var unused = producer.send(new ProducerRecord<>(topic.name(), key, value));
    producer.commitTransaction();
  }

  TopicCatalogue topics() {
    return topics;
  }

  Codecs codecs() {
    return codecs;
  }

  @Override
  public ClusterState clusters() {
    if (clusters != null) {
      return clusters;
    }
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ZERO)
        .until(
            () -> {
              read();
              return clusters != null;
            });
    return clusters;
  }

  void awaitVersion(ClusterId cluster, int version) {
    await(cluster + " version " + version)
        .atMost(PATIENCE)
        .pollInterval(Duration.ZERO)
        .until(
            () -> {
              read();
              return newest(cluster).version() >= version;
            });
  }

  void awaitDecisions(int count) {
    await(count + " decisions")
        .atMost(PATIENCE)
        .pollInterval(Duration.ZERO)
        .until(
            () -> {
              read();
              return decisions.size() >= count;
            });
  }

  @Override
  public AdapterVersion newest(ClusterId cluster) {
    return manifests.stream()
        .map(AdapterManifest::version)
        .filter(version -> version.cluster().equals(cluster))
        .reduce((first, second) -> second)
        .orElseGet(() -> new AdapterVersion(cluster, 0, 0, spec.initialAdapter().digest()));
  }

  @Override
  public float[] values(AdapterVersion version) {
    float[] values = new float[spec.layout().parameters()];
    if (version.version() == 0) {
      return spec.initialAdapter().values();
    }
    for (int index = 0; index < AdapterChunks.count(values.length); index++) {
      String key = version.cluster() + "/" + version.version() + "/" + index;
      await(key)
          .atMost(PATIENCE)
          .pollInterval(Duration.ZERO)
          .until(
              () -> {
                read();
                return chunks.containsKey(key);
              });
      AdapterChunks.decodeInto(chunks.get(key).payload(), index, values);
    }
    if (!AdapterChunks.digestOf(AdapterChunks.digests(values)).equals(version.digest())) {
      throw new AssertionError("chunks do not match " + version.name());
    }
    return values;
  }

  /** Reads once what has been committed. */
  void read() {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
      if (record.value() == null) {
        continue;
      }
      if (record.topic().equals(topics.clusterState().name())) {
        clusters = decode(codecs.clusterState(), record.value());
      } else if (record.topic().equals(topics.updateLedger().name())) {
        decisions.add(decode(codecs.ledgerEntry(), record.value()));
      } else if (record.topic().equals(topics.globalAdapters().name())) {
        AdapterManifest manifest = decode(codecs.adapterManifest(), record.value());
        if (manifest.version().version() > 0) {
          manifests.add(manifest);
        }
      } else {
        chunks.put(record.key(), decode(codecs.adapterChunk(), record.value()));
      }
    }
  }

  /** Digests of all versions that were made, by {@code c0/3}: what must not depend on crashes. */
  Map<String, String> digests() {
    var digests = new TreeMap<String, String>();
    manifests.forEach(manifest -> digests.put(manifest.key(), manifest.version().digest()));
    return digests;
  }

  /** A follower of all versions and of where a fleet's slots start; it must not fail. */
  FederationFollower follow(FakeFleet fleet, Queue<PersonalInits.Start> starts) {
    Set<ClientId> clients =
        fleet.clients().stream().map(client -> client.slot().client()).collect(Collectors.toSet());
    return FederationFollower.start(
        connection,
        topics,
        codecs,
        FollowSettings.newest(spec.layout(), FollowSettings.Ledger.NONE).withStartsOf(clients),
        new StartsListener(starts));
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }

  private <T> void put(TopicSpec topic, String key, RecordCodec<T> codec, T value) {
    // Committing the transaction throws if a send failed.
    var unused = producer.send(new ProducerRecord<>(topic.name(), key, codec.encode(value)));
  }

  private static <T> T decode(RecordCodec<T> codec, byte[] bytes) {
    try {
      return codec.decode(bytes);
    } catch (UndecodableRecord e) {
      throw new AssertionError("the aggregator wrote what nobody can read", e);
    }
  }
}
