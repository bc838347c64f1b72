package io.tributary.infra.crash;

import io.tributary.infra.crash.SweepUpdates.Update;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.federation.FederationDirectory;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicAdmin;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.schemas.update.UpdateChunk;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A federation of made-up clients that train in rounds. */
public final class SweepFederation implements AutoCloseable {
  private static final int PARTITIONS = 2;

  private final FederationConnection connection;
  private final SweepUpdates clients;
  private final FederationSpec spec;
  private final TopicCatalogue topics;
  private final SchemaRegistry registry;
  private final Codecs codecs;
  private final KafkaProducer<String, byte[]> producer;
  private final SweepOutputs outputs;

  /** Creates topics, schemas and the contract; only the aggregator and these clients write. */
  SweepFederation(FederationConnection connection, SweepUpdates clients) {
    this(connection, clients, false);
  }

  /**
   * Creates topics, schemas and the contract.
   *
   * @param open whether strangers write, too: unreadable records are then none of the aggregator's
   */
  public SweepFederation(FederationConnection connection, SweepUpdates clients, boolean open) {
    this.connection = connection;
    this.clients = clients;
    spec = clients.spec(connection.federation());
    topics = new TopicCatalogue(connection.federation(), PARTITIONS);
    try (var admin = TopicAdmin.connect(connection)) {
      admin.apply(topics, TopicAdmin.BROKER_DEFAULT);
    }
    registry = SchemaRegistry.of(connection);
    registry.register(topics);
    codecs = Codecs.of(registry, topics);
    new FederationDirectory(connection, codecs.federationSpec()).publish(spec);
    Map<String, Object> writing = connection.producerSettings();
    writing.put("transactional.id", connection.federation() + ".clients");
    producer = new KafkaProducer<>(writing, new StringSerializer(), new ByteArraySerializer());
    producer.initTransactions();
    outputs = new SweepOutputs(connection, topics, codecs, spec, open);
  }

  FederationConnection connection() {
    return connection;
  }

  /** Returns the federation's contract, as it was published at the start. */
  public FederationSpec spec() {
    return spec;
  }

  /** Returns the catalogue of the federation's topics. */
  public TopicCatalogue topics() {
    return topics;
  }

  /** Returns the registry that knows its schemas. */
  public SchemaRegistry registry() {
    return registry;
  }

  /** Returns what the federation's aggregator published. */
  public SweepOutputs outputs() {
    return outputs;
  }

  /** Announces every slot and waits until each has its cluster. */
  public void announce() {
    announce(clients.slots(), 0);
    awaitClusters();
  }

  /** Waits until every slot has its cluster, and every cluster has one slot of a client. */
  void awaitClusters() {
    outputs.awaitClusters(clients.slots().size());
  }

  /**
   * Sends every slot's update of a round, each in its transaction, one of them twice; and one
   * slot's announcement.
   */
  public void send(int round) {
    List<SlotId> slots = clients.slots();
    announce(List.of(slots.get(round % slots.size())), round);
    for (SlotId slot : slots) {
      send(update(slot, round));
    }
    send(update(slots.get(round % slots.size()), round));
  }

  private Update update(SlotId slot, int round) {
    ClusterId cluster = outputs.clusters().clusterOf(slot).orElseThrow();
    AdapterVersion base =
        round == 1
            ? new AdapterVersion(cluster, 0, 0, spec.initialAdapter().digest())
            : outputs.version(cluster, round - 1).version();
    return clients.update(spec, slot, round, base, outputs.clusters().epoch());
  }

  private void send(Update update) {
    producer.beginTransaction();
    for (UpdateChunk chunk : update.chunks()) {
      send(topics.updateChunks(), chunk.key().toString(), codecs.updateChunk(), chunk);
    }
    String cluster = update.manifest().base().cluster().toString();
    send(topics.adapterUpdates(), cluster, codecs.updateManifest(), update.manifest());
    producer.commitTransaction();
  }

  private <T> void send(TopicSpec topic, String key, RecordCodec<T> codec, T value) {
    // Committing the transaction throws if a send failed.
    var unused = producer.send(new ProducerRecord<>(topic.name(), key, codec.encode(value)));
  }

  private void announce(List<SlotId> slots, int round) {
    producer.beginTransaction();
    for (SlotId slot : slots) {
      send(
          topics.taskEmbeddings(),
          slot.toString(),
          codecs.taskEmbedding(),
          clients.embedding(spec, slot, round));
    }
    producer.commitTransaction();
  }

  @Override
  public void close() {
    producer.close();
    outputs.close();
    registry.close();
  }
}
