package io.tributary.infra.experiment.engine;

import io.tributary.aggregation.topology.AggregationTopology;
import io.tributary.aggregation.topology.processor.StateBackend;
import io.tributary.aggregation.topology.processor.TopologyListener;
import io.tributary.aggregation.topology.processor.TopologySettings;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.follow.FollowListener;
import io.tributary.schemas.follow.FollowSettings.Ledger;
import io.tributary.schemas.follow.PersonalInits;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.WorkerReport;
import io.tributary.worker.data.row.DataFeed;
import io.tributary.worker.exchange.FederationTransport;
import io.tributary.worker.exchange.StatusPublisher;
import io.tributary.worker.exchange.UpdateSink;
import io.tributary.worker.state.OutgoingUpdate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * Runs a federation within this process: the shipped topology, record by record and without a
 * broker, with a transport for the shipped clients. A client's record has had all its effects when
 * the call returns; clients on several threads take turns.
 */
final class InProcessFederation implements AutoCloseable {
  /**
   * The constant time of topology and clients, so that a long training is not late, and nothing
   * depends on how long it took.
   */
  static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

  /** The number of newest versions of a cluster that the topology keeps; clients need one. */
  private static final int KEPT_VERSIONS = 2;

  private final FederationSpec spec;
  private final TopicCatalogue topics;
  private final Codecs codecs;
  private final InMemoryPayloads payloads = new InMemoryPayloads();
  private final TopologyTestDriver driver;
  private final Map<String, byte[]> chunks = new HashMap<>();
  private final Map<ClusterId, AdapterManifest> newest = new TreeMap<>();
  private final List<LedgerEntry> decisions = new ArrayList<>();
  private ClusterState clusters;
  private final PersonalInits starts;
  private FollowListener listener;
  private Set<ClientId> thin = Set.of();

  /** Creates a federation without clients. */
  InProcessFederation(FederationSpec spec) {
    this.spec = spec;
    topics = new TopicCatalogue(spec.federation(), 1);
    starts = new PersonalInits(spec.layout(), slot -> true);
    codecs = Codecs.of(SchemaRegistry.inMemory(spec.federation()), topics);
    var properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, spec.federation());
    TopologySettings defaults = TopologySettings.retaining(KEPT_VERSIONS);
    var settings =
        new TopologySettings(
            defaults.limits(),
            defaults.retainedVersions(),
            defaults.tick(),
            StateBackend.MEMORY,
            defaults.payloadHeapBytes());
    driver =
        new TopologyTestDriver(
            new AggregationTopology(
                    spec,
                    topics,
                    codecs,
                    settings,
                    payloads,
                    TopologyListener.NONE,
                    AggregationTopology.bounded(CLOCK::millis))
                .build(),
            properties,
            CLOCK.instant());
  }

  /** Returns a transport for clients; closing it leaves the federation as it is. */
  FederationTransport exchange() {
    return new InProcessTransport();
  }

  private final class InProcessTransport implements FederationTransport {
    @Override
    public String federation() {
      return spec.federation();
    }

    @Override
    public Codecs codecs() {
      return codecs;
    }

    @Override
    public StatusPublisher announcer() {
      return new StatusPublisher() {
        @Override
        public void announce(TaskEmbedding embedding) {
          InProcessFederation.this.announce(embedding);
        }

        @Override
        public void report(WorkerReport report) {
          // No reader needs them here.
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public UpdateSink sink(ClientId client) {
      return new UpdateSink() {
        @Override
        public void send(UpdateId id, OutgoingUpdate update) {
          InProcessFederation.this.send(update);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void follow(FollowListener follower, Ledger ledger, Set<ClientId> startsOf) {
      InProcessFederation.this.follow(follower, ledger, startsOf);
    }

    @Override
    public boolean caughtUp() {
      return true;
    }

    @Override
    public DataFeed rows(ClientId client) {
      return List::of;
    }

    @Override
    public void close() {}
  }

  /** Follows the federation; existing records are reported first. */
  private synchronized void follow(FollowListener follower, Ledger ledger, Set<ClientId> startsOf) {
    listener = follower;
    thin = Set.copyOf(startsOf);
    if (clusters != null) {
      follower.clusterState(clusters);
    }
    newest.values().forEach(manifest -> follower.version(manifest, adapter(manifest)));
    starts.newest().forEach(this::tell);
    if (ledger == Ledger.ALL) {
      decisions.forEach(follower::decision);
    }
  }

  private synchronized void announce(TaskEmbedding embedding) {
    pipe(
        topics.taskEmbeddings(),
        embedding.slot().toString(),
        codecs.taskEmbedding().encode(embedding));
    tell();
  }

  private synchronized void send(OutgoingUpdate update) {
    pipe(topics.adapterUpdates(), update.key(), update.manifest());
    for (OutgoingUpdate.Chunk chunk : update.chunks()) {
      payloads.append(chunk.value());
      pipe(topics.updateChunks(), chunk.key(), chunk.value());
    }
    tell();
  }

  private void pipe(TopicSpec topic, String key, byte[] value) {
    driver
        .createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(key, value);
  }

  private void tell() {
    for (TestRecord<String, byte[]> record : drain(topics.globalAdapterChunks())) {
      if (record.value() == null) {
        chunks.remove(record.key());
      } else {
        AdapterChunk chunk = decoded(codecs.adapterChunk(), record.value());
        chunks.put(record.key(), chunk.payload());
      }
    }
    each(
        topics.clusterState(),
        codecs.clusterState(),
        (told, state) -> {
          clusters = state;
          told.clusterState(state);
        });
    each(
        topics.updateLedger(),
        codecs.ledgerEntry(),
        (told, decision) -> {
          decisions.add(decision);
          told.decision(decision);
        });
    each(
        topics.personalAdapters(),
        codecs.personalChunk(),
        (told, chunk) -> starts.accept(chunk).ifPresent(this::tell));
    each(
        topics.globalAdapters(),
        codecs.adapterManifest(),
        (told, manifest) -> {
          newest.put(manifest.version().cluster(), manifest);
          told.version(manifest, adapter(manifest));
          starts.accept(manifest).forEach(this::tell);
        });
    drain(topics.quarantine());
  }

  private void tell(PersonalInits.Start start) {
    if (thin.contains(start.update().slot().client())) {
      listener.personal(start);
    }
  }

  private interface Telling<T> {
    void tell(FollowListener told, T value);
  }

  private <T> void each(TopicSpec topic, RecordCodec<T> codec, Telling<T> telling) {
    for (TestRecord<String, byte[]> record : drain(topic)) {
      if (record.value() != null) {
        T value = decoded(codec, record.value());
        telling.tell(listener, value);
      }
    }
  }

  private LoraAdapter adapter(AdapterManifest manifest) {
    float[] values = new float[spec.layout().parameters()];
    for (int index = 0; index < manifest.chunkDigests().size(); index++) {
      AdapterChunks.decodeInto(chunks.get(manifest.key() + "/" + index), index, values);
    }
    var adapter = new LoraAdapter(spec.layout(), values);
    if (!adapter.digest().equals(manifest.version().digest())) {
      throw new IllegalStateException("chunks of " + manifest.version() + " do not match it");
    }
    return adapter;
  }

  private List<TestRecord<String, byte[]>> drain(TopicSpec topic) {
    return driver
        .createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  private static <T> T decoded(RecordCodec<T> codec, byte[] bytes) {
    try {
      return codec.decode(bytes);
    } catch (UndecodableRecord e) {
      throw new IllegalStateException("the aggregator wrote what nobody can read", e);
    }
  }

  @Override
  public void close() {
    driver.close();
  }
}
