package io.tributary.aggregation.topology;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClientRegistration;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.test.TestRecord;

/** What the topology under the test driver wrote, as domain records. */
public abstract class HarnessOutputs implements FederationView {
  private final FederationSpec spec;
  private final TopicCatalogue topics;
  private final Codecs codecs;
  private final List<AdapterManifest> initial = new ArrayList<>();
  private final List<AdapterManifest> manifests = new ArrayList<>();
  private final Map<String, AdapterChunk> chunks = new TreeMap<>();
  private ClusterState clusters;

  HarnessOutputs(FederationSpec spec, TopicCatalogue topics) {
    this.spec = spec;
    this.topics = topics;
    codecs = Codecs.of(SchemaRegistry.inMemory("topology-harness"), topics);
  }

  abstract DriverOutputs outputs();

  @Override
  public FederationSpec spec() {
    return spec;
  }

  public TopicCatalogue topics() {
    return topics;
  }

  Codecs codecs() {
    return codecs;
  }

  /** Whose key is whose, as was said since the last call. */
  List<ClientRegistration> clientKeys() {
    return outputs().drain(topics.clientKeys(), codecs.clientKey());
  }

  /** Ledger entries since the last call. */
  public List<LedgerEntry> decisions() {
    return outputs().drain(topics.updateLedger(), codecs.ledgerEntry());
  }

  /** Quarantine records since the last call. */
  public List<QuarantineRecord> quarantine() {
    return outputs().drain(topics.quarantine(), codecs.quarantineRecord());
  }

  /** All versions that were made so far. */
  public List<AdapterManifest> manifests() {
    for (AdapterManifest manifest :
        outputs().drain(topics.globalAdapters(), codecs.adapterManifest())) {
      (manifest.version().version() == 0 ? initial : manifests).add(manifest);
    }
    return manifests;
  }

  /** Versions 0 that were published so far. */
  List<AdapterManifest> initial() {
    manifests();
    return initial;
  }

  /** Chunks since the last call. */
  List<AdapterChunk> chunks() {
    return outputs().drain(topics.globalAdapterChunks(), codecs.adapterChunk());
  }

  @Override
  public ClusterState clusters() {
    outputs()
        .drain(topics.clusterState(), codecs.clusterState())
        .forEach(state -> clusters = state);
    return clusters;
  }

  @Override
  public AdapterVersion newest(ClusterId cluster) {
    Optional<AdapterVersion> newest =
        manifests().stream()
            .map(AdapterManifest::version)
            .filter(version -> version.cluster().equals(cluster))
            .reduce((first, second) -> second);
    return newest.orElseGet(
        () -> new AdapterVersion(cluster, 0, 0, spec.initialAdapter().digest()));
  }

  @Override
  public float[] values(AdapterVersion version) {
    if (version.version() == 0) {
      return spec.initialAdapter().values();
    }
    outputs()
        .drain(topics.globalAdapterChunks(), codecs.adapterChunk())
        .forEach(chunk -> chunks.put(chunk.recordKey(), chunk));
    float[] values = new float[spec.layout().parameters()];
    for (int index = 0; index < AdapterChunks.count(values.length); index++) {
      String key = version.cluster() + "/" + version.version() + "/" + index;
      AdapterChunks.decodeInto(chunks.get(key).payload(), index, values);
    }
    if (!AdapterChunks.digestOf(AdapterChunks.digests(values)).equals(version.digest())) {
      throw new AssertionError("chunks do not match " + version.name());
    }
    return values;
  }

  /** Keys of tombstones that were written to a topic, and of nothing else, since the last call. */
  List<String> tombstones(TopicSpec topic) {
    return outputs().records(topic).stream()
        .filter(record -> record.value() == null)
        .map(TestRecord::key)
        .toList();
  }

  /** When the records of a topic say that they were written, since the last call. */
  List<Instant> times(TopicSpec topic) {
    return outputs().records(topic).stream().map(TestRecord::getRecordTime).toList();
  }
}
