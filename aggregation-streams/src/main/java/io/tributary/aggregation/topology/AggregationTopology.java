package io.tributary.aggregation.topology;

import io.tributary.aggregation.gate.SignatureRule;
import io.tributary.aggregation.ledger.decide.LedgerRules;
import io.tributary.aggregation.payload.HeapBudget;
import io.tributary.aggregation.payload.PayloadLog;
import io.tributary.aggregation.topology.clustering.ClusteringProcessor;
import io.tributary.aggregation.topology.ledger.LedgerProcessor;
import io.tributary.aggregation.topology.merge.MergeProcessor;
import io.tributary.aggregation.topology.merge.MergeResources;
import io.tributary.aggregation.topology.processor.EarlyCommits;
import io.tributary.aggregation.topology.processor.RecordTime;
import io.tributary.aggregation.topology.processor.StateBackend;
import io.tributary.aggregation.topology.processor.TopologyListener;
import io.tributary.aggregation.topology.processor.TopologyNames;
import io.tributary.aggregation.topology.processor.TopologyNames.Sink;
import io.tributary.aggregation.topology.processor.TopologySettings;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Builds the topology of one federation. Tests run exactly the topology that is deployed.
 *
 * @param payloads reads the topic {@code update-chunks} by offset
 * @param tally receives the records that the topology writes
 * @param times returns how the records of a topic are dated
 */
public record AggregationTopology(
    FederationSpec spec,
    TopicCatalogue topics,
    Codecs codecs,
    TopologySettings settings,
    PayloadLog.Source payloads,
    TopologyListener tally,
    Function<TopicSpec, TimestampExtractor> times) {

  /**
   * Record times come from the broker's clock, or from this machine's clock where clients date the
   * records.
   */
  public AggregationTopology(
      FederationSpec spec,
      TopicCatalogue topics,
      Codecs codecs,
      TopologySettings settings,
      PayloadLog.Source payloads,
      TopologyListener tally) {
    this(spec, topics, codecs, settings, payloads, tally, bounded(System::currentTimeMillis));
  }

  /**
   * Returns extractors that trust the broker's times and bound a producer's by a clock.
   *
   * @param clock milliseconds since 1970
   */
  public static Function<TopicSpec, TimestampExtractor> bounded(LongSupplier clock) {
    return topic -> new RecordTime(clock, topic.brokerTime());
  }

  /** Builds a topology of all processors, stores and topics. */
  public Topology build() {
    var topology = new Topology();
    addTo(topology);
    return topology;
  }

  /**
   * Adds the same nodes to a given topology. A runtime other than Kafka Streams learns from it
   * which processors, stores and topics there are and how they are connected.
   */
  public void addTo(Topology topology) {
    var earlyCommits = new EarlyCommits();
    // All tasks share one cache: the task that first reads a part of an update checks its
    // signature.
    SignatureRule signatures = SignatureRule.of(spec);
    LoraAdapter initial = spec.initialAdapter();
    clustering(topology, signatures);
    ledger(topology, signatures, initial, earlyCommits);
    merge(topology, signatures, initial, earlyCommits);
  }

  private void clustering(Topology topology, SignatureRule signatures) {
    source(topology, TopologyNames.TASK_EMBEDDINGS, topics.taskEmbeddings());
    source(topology, TopologyNames.CLIENT_POLICY, topics.clientPolicy());
    source(topology, TopologyNames.CLIENT_REGISTRATIONS, topics.clientRegistrations());
    topology
        .addProcessor(
            TopologyNames.CLUSTERING,
            () ->
                new ClusteringProcessor(
                    spec, signatures, topics, codecs, settings.membersToldEvery(), tally),
            TopologyNames.TASK_EMBEDDINGS,
            TopologyNames.CLIENT_POLICY,
            TopologyNames.CLIENT_REGISTRATIONS)
        .addStateStore(
            StateBackend.MEMORY.store(TopologyNames.SLOTS_STORE), TopologyNames.CLUSTERING);
    sink(topology, TopologyNames.CLUSTERING, Sink.CLUSTER_STATE, topics.clusterState());
    sink(topology, TopologyNames.CLUSTERING, Sink.CLUSTER_EVENTS, topics.clusterEvents());
    sink(topology, TopologyNames.CLUSTERING, Sink.QUARANTINE, topics.quarantine());
    sink(topology, TopologyNames.CLUSTERING, Sink.CLIENT_KEYS, topics.clientKeys());
  }

  private void ledger(
      Topology topology, SignatureRule signatures, LoraAdapter initial, EarlyCommits earlyCommits) {
    LedgerRules rules = LedgerRules.of(spec, initial, settings.limits());
    source(topology, TopologyNames.ADAPTER_UPDATES, topics.adapterUpdates());
    source(topology, TopologyNames.UPDATE_RULINGS, topics.updateRulings());
    source(topology, TopologyNames.CLUSTER_EVENTS, topics.clusterEvents());
    topology
        .addProcessor(
            TopologyNames.LEDGER,
            () ->
                new LedgerProcessor(
                    rules, signatures, initial, topics, codecs, settings, earlyCommits, tally),
            TopologyNames.ADAPTER_UPDATES,
            TopologyNames.UPDATE_RULINGS,
            TopologyNames.CLUSTER_EVENTS)
        .addStateStore(
            StateBackend.MEMORY.store(TopologyNames.LEDGERS_STORE), TopologyNames.LEDGER);
    sink(topology, TopologyNames.LEDGER, Sink.UPDATE_LEDGER, topics.updateLedger());
    sink(topology, TopologyNames.LEDGER, Sink.QUARANTINE, topics.quarantine());
    sink(topology, TopologyNames.LEDGER, Sink.CHUNK_EVENTS, topics.chunkEvents());
    sink(topology, TopologyNames.LEDGER, Sink.GLOBAL_ADAPTERS, topics.globalAdapters());
    sink(topology, TopologyNames.LEDGER, Sink.GLOBAL_ADAPTER_CHUNKS, topics.globalAdapterChunks());
  }

  private void merge(
      Topology topology, SignatureRule signatures, LoraAdapter initial, EarlyCommits earlyCommits) {
    var heap = new MergeResources(initial, new HeapBudget(settings.payloadHeapBytes()));
    source(topology, TopologyNames.UPDATE_CHUNKS, topics.updateChunks());
    source(topology, TopologyNames.CHUNK_EVENTS, topics.chunkEvents());
    topology
        .addProcessor(
            TopologyNames.MERGE,
            () ->
                new MergeProcessor(
                    spec, signatures, topics, codecs, payloads, heap, earlyCommits, tally),
            TopologyNames.UPDATE_CHUNKS,
            TopologyNames.CHUNK_EVENTS)
        .addStateStore(
            StateBackend.MEMORY.uncached(TopologyNames.WINDOWS_STORE), TopologyNames.MERGE)
        .addStateStore(
            settings.chunkState().store(TopologyNames.CURRENT_STORE), TopologyNames.MERGE);
    sink(topology, TopologyNames.MERGE, Sink.GLOBAL_ADAPTER_CHUNKS, topics.globalAdapterChunks());
    sink(topology, TopologyNames.MERGE, Sink.PERSONAL_ADAPTERS, topics.personalAdapters());
    sink(topology, TopologyNames.MERGE, Sink.CLUSTER_EVENTS, topics.clusterEvents());
    sink(topology, TopologyNames.MERGE, Sink.QUARANTINE, topics.quarantine());
  }

  private void source(Topology topology, String name, TopicSpec topic) {
    topology.addSource(
        AutoOffsetReset.earliest(),
        name,
        times.apply(topic),
        new StringDeserializer(),
        new ByteArrayDeserializer(),
        topic.name());
  }

  private static void sink(Topology topology, String processor, Sink sink, TopicSpec topic) {
    topology.addSink(
        TopologyNames.sink(processor, sink),
        topic.name(),
        new StringSerializer(),
        new ByteArraySerializer(),
        processor);
  }
}
