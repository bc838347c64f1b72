package io.tributary.aggregation.topology;

import io.tributary.aggregation.ledger.LedgerRules;
import io.tributary.aggregation.payload.HeapBudget;
import io.tributary.aggregation.payload.PayloadLog;
import io.tributary.aggregation.topology.Names.Sink;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/** Builds the topology; a static method, so that the test driver runs what ships. */
public final class AggregationTopology {
  private final Topology topology;
  private final FederationSpec spec;
  private final TopicCatalogue topics;
  private final Codecs codecs;
  private final TopologySettings settings;
  private final PayloadLog.Source payloads;
  private final Tally tally;

  private AggregationTopology(
      Topology topology,
      FederationSpec spec,
      TopicCatalogue topics,
      Codecs codecs,
      TopologySettings settings,
      PayloadLog.Source payloads,
      Tally tally) {
    this.topology = topology;
    this.spec = spec;
    this.topics = topics;
    this.codecs = codecs;
    this.settings = settings;
    this.payloads = payloads;
    this.tally = tally;
  }

  /**
   * The topology of one federation.
   *
   * @param payloads the topic {@code update-chunks}, by offset
   * @param tally told what the topology writes
   */
  public static Topology build(
      FederationSpec spec,
      TopicCatalogue topics,
      Codecs codecs,
      TopologySettings settings,
      PayloadLog.Source payloads,
      Tally tally) {
    var topology = new Topology();
    addTo(topology, spec, topics, codecs, settings, payloads, tally);
    return topology;
  }

  /**
   * Adds the same nodes to a topology that is given: whoever runs the processors in another way
   * than Kafka Streams does learns from it what ships, and how its parts hang together.
   */
  public static void addTo(
      Topology topology,
      FederationSpec spec,
      TopicCatalogue topics,
      Codecs codecs,
      TopologySettings settings,
      PayloadLog.Source payloads,
      Tally tally) {
    var builder =
        new AggregationTopology(topology, spec, topics, codecs, settings, payloads, tally);
    builder.clustering();
    builder.ledger();
    builder.merge();
  }

  private void clustering() {
    source(Names.TASK_EMBEDDINGS, topics.taskEmbeddings());
    source(Names.CLIENT_POLICY, topics.clientPolicy());
    String policies = topics.clientPolicy().name();
    topology
        .addProcessor(
            Names.CLUSTERING,
            () -> new ClusteringProcessor(spec, policies, codecs, tally),
            Names.TASK_EMBEDDINGS,
            Names.CLIENT_POLICY)
        .addStateStore(StateBackend.MEMORY.store(Names.SLOTS_STORE), Names.CLUSTERING);
    sink(Names.CLUSTERING, Sink.CLUSTER_STATE, topics.clusterState());
    sink(Names.CLUSTERING, Sink.CLUSTER_EVENTS, topics.clusterEvents());
    sink(Names.CLUSTERING, Sink.QUARANTINE, topics.quarantine());
  }

  private void ledger() {
    LedgerRules rules = LedgerRules.of(spec, settings.limits());
    String updates = topics.adapterUpdates().name();
    source(Names.ADAPTER_UPDATES, topics.adapterUpdates());
    source(Names.CLUSTER_EVENTS, topics.clusterEvents());
    topology
        .addProcessor(
            Names.LEDGER,
            () -> new LedgerProcessor(rules, updates, codecs, settings, tally),
            Names.ADAPTER_UPDATES,
            Names.CLUSTER_EVENTS)
        .addStateStore(StateBackend.MEMORY.store(Names.LEDGERS_STORE), Names.LEDGER);
    sink(Names.LEDGER, Sink.UPDATE_LEDGER, topics.updateLedger());
    sink(Names.LEDGER, Sink.QUARANTINE, topics.quarantine());
    sink(Names.LEDGER, Sink.CHUNK_EVENTS, topics.chunkEvents());
    sink(Names.LEDGER, Sink.GLOBAL_ADAPTERS, topics.globalAdapters());
  }

  private void merge() {
    String chunks = topics.updateChunks().name();
    var budget = new HeapBudget(settings.payloadHeapBytes());
    source(Names.UPDATE_CHUNKS, topics.updateChunks());
    source(Names.CHUNK_EVENTS, topics.chunkEvents());
    topology
        .addProcessor(
            Names.MERGE,
            () ->
                new MergeProcessor(
                    spec, chunks, codecs, settings.retainedVersions(), payloads, budget, tally),
            Names.UPDATE_CHUNKS,
            Names.CHUNK_EVENTS)
        .addStateStore(StateBackend.MEMORY.store(Names.WINDOWS_STORE), Names.MERGE)
        .addStateStore(settings.chunkState().store(Names.CURRENT_STORE), Names.MERGE);
    sink(Names.MERGE, Sink.GLOBAL_ADAPTER_CHUNKS, topics.globalAdapterChunks());
    sink(Names.MERGE, Sink.CLUSTER_EVENTS, topics.clusterEvents());
    sink(Names.MERGE, Sink.QUARANTINE, topics.quarantine());
  }

  private void source(String name, TopicSpec topic) {
    topology.addSource(
        AutoOffsetReset.earliest(),
        name,
        new RecordTime(),
        new StringDeserializer(),
        new ByteArrayDeserializer(),
        topic.name());
  }

  private void sink(String processor, Sink sink, TopicSpec topic) {
    topology.addSink(
        Names.sink(processor, sink),
        topic.name(),
        new StringSerializer(),
        new ByteArraySerializer(),
        processor);
  }
}
