package io.tributary.infra.crash;

import io.tributary.infra.crash.fault.InvariantViolated;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
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
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what the aggregator of a federation of made-up clients published. */
public final class SweepOutputs implements AutoCloseable {
  /**
   * A wait that is long enough for an aggregator that was killed, lost its disk and waits for a
   * transaction.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Codecs codecs;
  private final TopicCatalogue topics;
  private final FederationSpec spec;
  private final boolean open;
  private final KafkaConsumer<String, byte[]> outputs;

  /** Versions that updates made, by the keys of their manifests. */
  private final SortedMap<String, AdapterManifest> versions = new TreeMap<>();

  /** Keys of the manifests that published a cluster's version 0. */
  private final Set<String> initial = new HashSet<>();

  private final Map<String, byte[]> chunks = new HashMap<>();
  private final List<LedgerEntry> decisions = new ArrayList<>();
  private final List<String> publishedTwice = new ArrayList<>();
  private ClusterState clusters;

  /**
   * Reads the topics from their beginning.
   *
   * @param open whether strangers write, too: what cannot be read is then none of the aggregator's
   */
  SweepOutputs(
      FederationConnection connection,
      TopicCatalogue topics,
      Codecs codecs,
      FederationSpec spec,
      boolean open) {
    this.codecs = codecs;
    this.topics = topics;
    this.spec = spec;
    this.open = open;
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
      FederationConnection connection, Stream<TopicSpec> topics) {
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

  /** The newest cluster state; null before the first. */
  ClusterState clusters() {
    return clusters;
  }

  /** A version that updates made; null before it was published. */
  AdapterManifest version(ClusterId cluster, int version) {
    return versions.get(cluster + "/" + version);
  }

  /** Waits until so many slots have a cluster each. */
  void awaitClusters(int slots) {
    await(
        "a cluster of every slot",
        () -> clusters != null && clusters.assignments().size() == slots);
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

  /** Returns how often each update was accepted. */
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
    outputs.close();
  }
}
