package io.tributary.infra.crash;

import io.tributary.infra.crash.SweepUpdates.Update;
import io.tributary.infra.crash.fault.InvariantViolated;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.federation.FederationDirectory;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicAdmin;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.schemas.update.UpdateChunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A federation of made-up clients that train in rounds, and what its aggregator published. */
public final class SweepFederation implements AutoCloseable {
  /**
   * A wait that is long enough for an aggregator that was killed, lost its disk and waits for a
   * transaction.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final int PARTITIONS = 2;

  private final Connection connection;
  private final SweepUpdates clients;
  private final boolean open;
  private final FederationSpec spec;
  private final TopicCatalogue topics;
  private final SchemaRegistry registry;
  private final Codecs codecs;
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> outputs;

  /** Versions that updates made, by the keys of their manifests. */
  private final SortedMap<String, AdapterManifest> versions = new TreeMap<>();

  /** Keys of the manifests that published a cluster's version 0. */
  private final Set<String> initial = new HashSet<>();

  private final Map<String, byte[]> chunks = new HashMap<>();
  private final List<LedgerEntry> decisions = new ArrayList<>();
  private final List<String> publishedTwice = new ArrayList<>();
  private ClusterState clusters;

  /** Makes topics, schemas and the contract; only the aggregator and these clients write. */
  SweepFederation(Connection connection, SweepUpdates clients) {
    this(connection, clients, false);
  }

  /**
   * Makes topics, schemas and the contract.
   *
   * @param open whether strangers write, too: what cannot be read is then none of the aggregator's
   */
  public SweepFederation(Connection connection, SweepUpdates clients, boolean open) {
    this.open = open;
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
    outputs =
        reader(
            connection,
            Stream.of(
                topics.clusterState(),
                topics.updateLedger(),
                topics.globalAdapters(),
                topics.globalAdapterChunks()));
  }

  private static KafkaConsumer<String, byte[]> reader(
      Connection connection, Stream<TopicSpec> topics) {
    Map<String, Object> reading = connection.clientSettings();
    reading.put("isolation.level", "read_committed");
    var consumer =
        new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        topics
            .flatMap(
                topic ->
                    IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  Connection connection() {
    return connection;
  }

  /** The federation's contract, as it was published at the start. */
  public FederationSpec spec() {
    return spec;
  }

  /** The catalogue of the federation's topics. */
  public TopicCatalogue topics() {
    return topics;
  }

  /** The registry that knows its schemas. */
  public SchemaRegistry registry() {
    return registry;
  }

  /** Announces every slot and waits until each has its cluster. */
  public void announce() {
    announce(clients.slots(), 0);
    awaitClusters();
  }

  /** Waits until every slot has its cluster, and all have one each of a client. */
  void awaitClusters() {
    int slots = clients.slots().size();
    await(
        "a cluster of every slot",
        () -> clusters != null && clusters.assignments().size() == slots);
  }

  /**
   * Every slot's update of a round, each in its transaction, one of them twice; and one slot's news
   * of itself.
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
    ClusterId cluster = clusters.clusterOf(slot).orElseThrow();
    AdapterVersion base =
        round == 1
            ? new AdapterVersion(cluster, 0, 0, spec.initialAdapter().digest())
            : versions.get(cluster + "/" + (round - 1)).version();
    return clients.update(spec, slot, round, base, clusters.epoch());
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

  /** Waits until every cluster has published a round's version, or a later one. */
  void awaitVersions(int round) {
    for (ClusterId cluster : clusters.assignments().values()) {
      await(cluster + " version " + round, () -> versions.containsKey(cluster + "/" + round));
    }
  }

  /** Waits until every cluster has published a round's version, with all its chunks. */
  public void awaitRound(int round) {
    for (ClusterId cluster : clusters.assignments().values()) {
      await(cluster + " version " + round, () -> isComplete(cluster + "/" + round));
    }
  }

  private boolean isComplete(String version) {
    AdapterManifest manifest = versions.get(version);
    if (manifest == null) {
      return false;
    }
    float[] values = new float[spec.layout().parameters()];
    for (int index = 0; index < manifest.chunkDigests().size(); index++) {
      byte[] payload = chunks.get(version + "/" + index);
      if (payload == null) {
        return false;
      }
      AdapterChunks.decodeInto(payload, index, values);
    }
    String digest = AdapterChunks.digestOf(AdapterChunks.digests(values));
    if (!digest.equals(manifest.version().digest())) {
      throw new InvariantViolated(
          "chunks of " + manifest.version().name() + " must have its digest, had " + digest);
    }
    return true;
  }

  private void await(String what, BooleanSupplier reached) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new InvariantViolated(
            what + " of " + spec.federation() + " must be there within " + PATIENCE + ", is not");
      }
      read();
    }
  }

  private void read() {
    for (ConsumerRecord<String, byte[]> record : outputs.poll(Duration.ofMillis(100))) {
      try {
        read(record);
      } catch (UndecodableRecord e) {
        if (!open) {
          throw new InvariantViolated(
              "the aggregator wrote what nobody can read: " + e.getMessage());
        }
      }
    }
  }

  private void read(ConsumerRecord<String, byte[]> record) throws UndecodableRecord {
    if (record.value() == null) {
      chunks.remove(record.key());
    } else if (record.topic().equals(topics.clusterState().name())) {
      clusters = codecs.clusterState().decode(record.value());
    } else if (record.topic().equals(topics.updateLedger().name())) {
      decisions.add(codecs.ledgerEntry().decode(record.value()));
    } else if (record.topic().equals(topics.globalAdapters().name())) {
      AdapterManifest manifest = codecs.adapterManifest().decode(record.value());
      boolean again =
          manifest.version().version() == 0
              ? !initial.add(manifest.key())
              : versions.put(manifest.key(), manifest) != null;
      if (again) {
        publishedTwice.add(manifest.key());
      }
    } else {
      chunks.put(record.key(), codecs.adapterChunk().decode(record.value()).payload());
    }
  }

  /** Digests of all versions so far, by {@code c0/3}. */
  public SortedMap<String, String> digests() {
    var digests = new TreeMap<String, String>();
    versions.forEach((key, manifest) -> digests.put(key, manifest.version().digest()));
    return digests;
  }

  /** Name of each cluster's newest version, by {@code c0}. */
  SortedMap<String, String> newest() {
    var newest = new TreeMap<String, AdapterVersion>();
    versions
        .values()
        .forEach(
            manifest ->
                newest.merge(
                    manifest.version().cluster().toString(),
                    manifest.version(),
                    (one, other) -> one.version() > other.version() ? one : other));
    var names = new TreeMap<String, String>();
    newest.forEach((cluster, version) -> names.put(cluster, version.name()));
    return names;
  }

  /** Versions that were published more than once. */
  public List<String> publishedTwice() {
    return List.copyOf(publishedTwice);
  }

  /** How often each update was accepted. */
  public SortedMap<String, Integer> acceptances() {
    var acceptances = new TreeMap<String, Integer>();
    for (LedgerEntry decision : decisions) {
      if (decision.verdict() == Verdict.ACCEPTED) {
        acceptances.merge(decision.update().toString(), 1, Integer::sum);
      }
    }
    return acceptances;
  }

  @Override
  public void close() {
    producer.close();
    outputs.close();
    registry.close();
  }
}
