package io.tributary.schemas.follow;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.PersonalChunk;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.testkit.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A federation's topics, written as an aggregator writes them: in transactions. */
final class FollowedFederation implements AutoCloseable {
  final TopicCatalogue topics;
  private final Codecs codecs;
  private final FederationConnection connection;
  private final KafkaProducer<byte[], byte[]> producer;

  /** Its topics do not exist yet. */
  FollowedFederation(KafkaBroker broker, String name, int partitions) {
    topics = new TopicCatalogue(name, partitions);
    codecs = Codecs.of(SchemaRegistry.inMemory(name), topics);
    connection =
        new FederationConnection(broker.bootstrapServers(), "mock://" + name, name, Map.of());
    producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                "bootstrap.servers", broker.bootstrapServers(), "transactional.id", name),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  static FollowedFederation created(KafkaBroker broker, String name, int partitions)
      throws Exception {
    var federation = new FollowedFederation(broker, name, partitions);
    broker
        .admin()
        .createTopics(
            federation.topics.all().stream()
                .map(
                    spec ->
                        new NewTopic(spec.name(), Optional.of(spec.partitions()), Optional.empty())
                            .configs(spec.config()))
                .toList())
        .all()
        .get(30, TimeUnit.SECONDS);
    federation.producer.initTransactions();
    return federation;
  }

  FederationFollower follow(FollowSettings settings, FollowListener listener) {
    return FederationFollower.start(connection, topics, codecs, settings, listener);
  }

  /** With a codec of chunks that ends in an error, as it does when the heap is full. */
  FederationFollower followWithChunksThatEndIn(
      Error error, FollowSettings settings, FollowListener listener) {
    RecordCodec<AdapterChunk> failing =
        new RecordCodec<>() {
          @Override
          public byte[] encode(AdapterChunk value) {
            throw error;
          }

          @Override
          public AdapterChunk decode(byte[] bytes) {
            throw error;
          }
        };
    var failingCodecs =
        new Codecs(
            codecs.federationSpec(),
            codecs.taskEmbedding(),
            codecs.clusterState(),
            codecs.updateManifest(),
            codecs.updateChunk(),
            codecs.clusterEvent(),
            codecs.updateRuling(),
            codecs.chunkEvent(),
            codecs.ledgerEntry(),
            codecs.quarantineRecord(),
            codecs.adapterManifest(),
            failing,
            codecs.personalChunk(),
            codecs.workerReport(),
            codecs.clientPolicy(),
            codecs.clientRegistration(),
            codecs.clientKey());
    return FederationFollower.start(connection, topics, failingCodecs, settings, listener);
  }

  void begin() {
    producer.beginTransaction();
  }

  void commit() {
    producer.commitTransaction();
  }

  void abort() {
    producer.abortTransaction();
  }

  void send(ClusterState state) {
    send(topics.clusterState(), ClusterState.KEY, codecs.clusterState().encode(state));
  }

  /** A manifest and all its chunks. */
  void send(AdapterManifest manifest, LoraAdapter adapter) {
    send(manifest);
    int version = manifest.version().version();
    for (AdapterChunk chunk :
        SampleVersions.chunks(manifest.version().cluster(), version, adapter)) {
      send(topics.globalAdapterChunks(), chunk.recordKey(), codecs.adapterChunk().encode(chunk));
    }
  }

  void send(AdapterManifest manifest) {
    send(topics.globalAdapters(), manifest.key(), codecs.adapterManifest().encode(manifest));
  }

  void send(PersonalChunk chunk) {
    send(topics.personalAdapters(), chunk.recordKey(), codecs.personalChunk().encode(chunk));
  }

  void send(LedgerEntry entry) {
    String cluster = entry.cluster().toString();
    send(topics.updateLedger(), cluster, codecs.ledgerEntry().encode(entry));
  }

  /** Any bytes at all. */
  void send(TopicSpec topic, String key, byte[] value) {
    // The commit of the transaction fails if this did.
    var unused =
        producer.send(
            new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value));
  }

  @Override
  public void close() {
    producer.close();
  }
}
