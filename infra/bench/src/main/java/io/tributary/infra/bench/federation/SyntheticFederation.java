package io.tributary.infra.bench.federation;

import io.tributary.aggregation.AggregatorApp;
import io.tributary.aggregation.topology.StreamsSettings;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.identity.ClientIdentity;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.ClusteringSettings.Mode;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicAdmin;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.schemas.update.RecordSigner;
import io.tributary.schemas.update.SealedUpdate;
import io.tributary.schemas.update.UpdateManifest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Runs the topics of a federation of synthetic clients: every client is a cluster of its own, or
 * all are one.
 */
public final class SyntheticFederation implements AutoCloseable {
  private final FederationSpec spec;
  private final String initialDigest;
  private final SyntheticUpdates updates;
  private final Map<ClientId, RecordSigner> signers = new HashMap<>();
  private final FederationConnection connection;
  private final TopicCatalogue topics;
  private final SchemaRegistry registry;
  private final Codecs codecs;
  private final KafkaProducer<String, byte[]> producer;
  private final SyntheticOutputs outputs;

  public SyntheticFederation(String bootstrapServers, FederationSpec spec, int partitions) {
    this.spec = spec;
    initialDigest = spec.initialAdapter().digest();
    updates = new SyntheticUpdates(spec, 7);
    registry = SchemaRegistry.inMemory(spec.federation());
    connection =
        new FederationConnection(bootstrapServers, "mock://bench", spec.federation(), Map.of());
    topics = new TopicCatalogue(spec.federation(), partitions);
    try (var admin = TopicAdmin.connect(connection)) {
      admin.apply(topics, TopicAdmin.BROKER_DEFAULT);
    }
    registry.register(topics);
    codecs = Codecs.of(registry, topics);
    producer = producer(connection);
    outputs = new SyntheticOutputs(connection, topics, codecs);
  }

  /** Creates a topic that is not the federation's. */
  public void createTopic(String name, int partitions) throws InterruptedException {
    try (var admin = Admin.create(connection.clientSettings())) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot create topic " + name, e);
    }
  }

  /** Returns the aggregator, in this process, when it is ready. */
  public AggregatorApp aggregator(StreamsSettings settings) throws InterruptedException {
    AggregatorApp app = AggregatorApp.start(connection, spec, registry, settings);
    app.awaitReady(Duration.ofMinutes(1));
    return app;
  }

  public SyntheticUpdates updates() {
    return updates;
  }

  /** Returns the aggregator's outputs for them. */
  public SyntheticOutputs outputs() {
    return outputs;
  }

  public TopicSpec chunksTopic() {
    return topics.updateChunks();
  }

  public Map<String, Object> clientSettings() {
    return connection.clientSettings();
  }

  /** Announces the slots of clients 0 and up; client i becomes cluster i. */
  public void announce(int clients, int slotsOfEach) {
    producer.beginTransaction();
    for (int client = 0; client < clients; client++) {
      for (int index = 0; index < slotsOfEach; index++) {
        SlotId slot = slot(client, index);
        var embedding =
            signer(slot).sign(updates.embedding(slot, slotsOfEach, client + 1e-3 * index));
        send(topics.taskEmbeddings(), slot.toString(), codecs.taskEmbedding(), embedding);
      }
    }
    producer.commitTransaction();
  }

  /**
   * Sends one update of every slot, all in one transaction, so that readers see none before all.
   *
   * @return nano time at which the commit began
   */
  public long sendAll(int clients, int slotsOfEach, long sequence) {
    return sendAll(0, clients, slotsOfEach, sequence);
  }

  /**
   * Sends one update of every slot of some clients, all in one transaction.
   *
   * @return nano time at which the commit began
   */
  public long sendAll(int firstClient, int endClient, int slotsOfEach, long sequence) {
    producer.beginTransaction();
    for (int index = 0; index < slotsOfEach; index++) {
      for (int client = firstClient; client < endClient; client++) {
        send(slot(client, index), sequence, cluster(client));
      }
    }
    producer.flush();
    long start = System.nanoTime();
    producer.commitTransaction();
    return start;
  }

  /**
   * Sends one update of the only slot, trained from version 0.
   *
   * @return nano time at which the commit began
   */
  public long sendOne(long sequence) {
    return sendOfEach(1, sequence);
  }

  /**
   * Sends one update of the first slot of each of some clients, trained from version 0.
   *
   * @return nano time at which the commit began
   */
  public long sendOfEach(int clients, long sequence) {
    producer.beginTransaction();
    for (int client = 0; client < clients; client++) {
      send(slot(client, 0), sequence, cluster(client));
    }
    producer.flush();
    long start = System.nanoTime();
    producer.commitTransaction();
    return start;
  }

  private ClusterId cluster(int client) {
    return new ClusterId(spec.clustering().mode() == Mode.ONE ? 0 : client);
  }

  private void send(SlotId slot, long sequence, ClusterId cluster) {
    var base = new AdapterVersion(cluster, 0, 0, initialDigest);
    UpdateManifest manifest = updates.manifest(slot, sequence, base, 1);
    SealedUpdate sealed = signer(slot).seal(manifest);
    for (int index = 0; index < updates.chunks(); index++) {
      var chunk = sealed.seal(updates.chunk(manifest.id(), cluster, index));
      send(topics.updateChunks(), chunk.key().toString(), codecs.updateChunk(), chunk);
    }
    send(topics.adapterUpdates(), cluster.toString(), codecs.updateManifest(), sealed.manifest());
  }

  /**
   * Returns a signer with the key of the slot's client, which is derived from its name; it signs
   * nothing if the contract does not require it.
   */
  private RecordSigner signer(SlotId slot) {
    return spec.membership().signed()
        ? signers.computeIfAbsent(slot.client(), this::signer)
        : RecordSigner.NONE;
  }

  private RecordSigner signer(ClientId client) {
    byte[] seed = Digests.sha256().digest(client.value().getBytes(StandardCharsets.UTF_8));
    return new RecordSigner(Optional.of(ClientIdentity.of(seed)), spec.federation());
  }

  @Override
  public void close() {
    producer.close();
    outputs.close();
    registry.close();
  }

  private <T> void send(TopicSpec topic, String key, RecordCodec<T> codec, T value) {
    // Committing the transaction throws if a send failed.
    var unused = producer.send(new ProducerRecord<>(topic.name(), key, codec.encode(value)));
  }

  private static SlotId slot(int client, int index) {
    return new SlotId(new ClientId("client-%04d".formatted(client)), index);
  }

  private static KafkaProducer<String, byte[]> producer(FederationConnection connection) {
    Map<String, Object> settings = connection.producerSettings();
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, connection.federation() + "-bench");
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 600_000);
    var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }
}
