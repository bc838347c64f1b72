package io.tributary.aggregation.topology;

import io.tributary.aggregation.merge.catalogue.MergePlan;
import io.tributary.aggregation.topology.processor.ChunkRoute;
import io.tributary.aggregation.topology.processor.StateBackend;
import io.tributary.aggregation.topology.processor.TopologyListener;
import io.tributary.aggregation.topology.processor.TopologySettings;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.ClusterEvent.UpdateDiscarded;
import io.tributary.schemas.event.ClusterEvent.UpdateReleased;
import io.tributary.schemas.event.ClusterEvent.UpdateRuling;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.test.TestRecord;

/** The shipped topology under the test driver: what is sent to it, in domain records. */
public final class TopologyHarness extends HarnessOutputs implements AutoCloseable {
  private final FederationSpec spec;
  private final TopicCatalogue topics;
  private final Codecs codecs;
  private final FakePayloadLog payloads = new FakePayloadLog();
  private final TopologyTestDriver driver;
  private Instant now = FakeClient.NOW;

  public TopologyHarness(FederationSpec spec) {
    this(spec, HarnessSettings.on(StateBackend.MEMORY), TopologyListener.NONE);
  }

  public TopologyHarness(FederationSpec spec, TopologySettings settings) {
    this(spec, settings, TopologyListener.NONE);
  }

  /** Its topics have several partitions, and everything comes on the first of them. */
  static TopologyHarness onTheFirstOf(int partitions, FederationSpec spec) {
    return new TopologyHarness(
        spec,
        HarnessSettings.on(StateBackend.MEMORY),
        TopologyListener.NONE,
        new TopicCatalogue("test", partitions));
  }

  /** The same, and every processor starts anew from its stores after every record. */
  static TopologyHarness restartedAllTheTime(int partitions, FederationSpec spec) {
    return new TopologyHarness(
        spec,
        HarnessSettings.on(StateBackend.MEMORY),
        TopologyListener.NONE,
        new TopicCatalogue("test", partitions),
        new RestartingTopology());
  }

  /** Also tells a tally what is written. */
  public TopologyHarness(FederationSpec spec, TopologyListener topologyListener) {
    this(spec, HarnessSettings.on(StateBackend.MEMORY), topologyListener);
  }

  private TopologyHarness(
      FederationSpec spec, TopologySettings settings, TopologyListener topologyListener) {
    this(spec, settings, topologyListener, new TopicCatalogue("test", 1));
  }

  private TopologyHarness(
      FederationSpec spec,
      TopologySettings settings,
      TopologyListener topologyListener,
      TopicCatalogue topics) {
    this(spec, settings, topologyListener, topics, new Topology());
  }

  private TopologyHarness(
      FederationSpec spec,
      TopologySettings settings,
      TopologyListener topologyListener,
      TopicCatalogue topics,
      Topology topology) {
    super(spec, topics);
    this.spec = spec;
    this.topics = topics;
    codecs = codecs();
    var properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test-aggregator");
    properties.put("processing.exception.handler.global.enabled", true);
    new AggregationTopology(
            spec, topics, codecs, settings, payloads, topologyListener, TopologyHarness::brokerTime)
        .addTo(topology);
    driver = new TopologyTestDriver(topology, properties, now);
  }

  @Override
  DriverOutputs outputs() {
    return new DriverOutputs(driver);
  }

  /** The driver knows no broker that dates records: what is sent has its date already. */
  private static TimestampExtractor brokerTime(TopicSpec topic) {
    return (record, partitionTime) -> record.timestamp();
  }

  @Override
  public void announce(TaskEmbedding embedding) {
    send(topics.taskEmbeddings(), embedding.slot().toString(), codecs.taskEmbedding(), embedding);
  }

  @Override
  public void send(FakeClient.Update update) {
    send(update.manifest());
    update.chunks().forEach(this::send);
  }

  void block(String client, String why) {
    decide(
        new ClientPolicy(
            new ClientPattern(client), true, new OperatorDecision("operator", why), now));
  }

  void unblock(String client) {
    decide(
        new ClientPolicy(
            new ClientPattern(client), false, new OperatorDecision("operator", ""), now));
  }

  private void decide(ClientPolicy policy) {
    send(topics.clientPolicy(), policy.clients().value(), codecs.clientPolicy(), policy);
  }

  /** What an operator sends: the release, which says where the chunks lie. */
  void release(FakeClient.Update update, OperatorDecision operatorDecision) {
    release(update.manifest(), offsets(update), operatorDecision);
  }

  void release(
      UpdateManifest manifest, List<Long> chunkOffsets, OperatorDecision operatorDecision) {
    event(
        new UpdateReleased(
            manifest, topics.adapterUpdates().name(), 0, 7, chunkOffsets, operatorDecision));
  }

  /** Where the chunks of an update lie that was sent. */
  List<Long> offsets(FakeClient.Update update) {
    return update.chunks().stream().map(chunk -> payloads.offsetOf(encode(chunk))).toList();
  }

  /** What operators sent before rulings had a topic: the chunks followed. */
  void releaseAsBefore(UpdateManifest manifest, OperatorDecision operatorDecision) {
    var released =
        new UpdateReleased(
            manifest, topics.adapterUpdates().name(), 0, 7, List.of(), operatorDecision);
    send(topics.clusterEvents(), released.cluster().toString(), codecs.clusterEvent(), released);
  }

  public void discard(UpdateManifest manifest, OperatorDecision operatorDecision) {
    event(new UpdateDiscarded(manifest.base().cluster(), manifest.id(), operatorDecision));
  }

  void event(ClusterEvent event) {
    String key = event.cluster().toString();
    if (event instanceof UpdateRuling ruling) {
      send(topics.updateRulings(), key, codecs.updateRuling(), ruling);
    } else {
      send(topics.clusterEvents(), key, codecs.clusterEvent(), event);
    }
  }

  /** An order to the task of a chunk, under the key that the ledger gives it. */
  void order(ChunkCommand order) {
    var route = ChunkRoute.of(MergePlan.of(spec.merge()).strategy());
    send(topics.chunkEvents(), route.recordKey(order).toString(), codecs.chunkEvent(), order);
  }

  public void send(UpdateManifest manifest) {
    send(
        topics.adapterUpdates(),
        manifest.base().cluster().toString(),
        codecs.updateManifest(),
        manifest);
  }

  public void send(UpdateChunk chunk) {
    send(topics.updateChunks(), chunk.key().toString(), codecs.updateChunk(), chunk);
  }

  public byte[] encode(UpdateChunk chunk) {
    return codecs.updateChunk().encode(chunk);
  }

  /** A manifest whose record says another time. */
  void sendAt(Instant recordTime, UpdateManifest manifest) {
    sendRaw(
        topics.adapterUpdates(),
        manifest.base().cluster().toString(),
        codecs.updateManifest().encode(manifest),
        recordTime);
  }

  /** A chunk whose record says another time. */
  void sendAt(Instant recordTime, UpdateChunk chunk) {
    sendRaw(topics.updateChunks(), chunk.key().toString(), encode(chunk), recordTime);
  }

  /** Any bytes at all; null is a tombstone. */
  public void sendRaw(TopicSpec topic, String key, byte[] value) {
    sendRaw(topic, key, value, now);
  }

  private void sendRaw(TopicSpec topic, String key, byte[] value, Instant recordTime) {
    TestInputTopic<String, byte[]> input =
        driver.createInputTopic(
            topic.name(), new StringSerializer(), new ByteArraySerializer(), now, Duration.ZERO);
    if (topic.equals(topics.updateChunks())) {
      payloads.append(value);
    }
    input.pipeInput(new TestRecord<>(key, value, recordTime));
  }

  /** A tombstone of a slot, with headers. */
  void withdraw(String slot, Headers headers) {
    TestInputTopic<String, byte[]> input =
        driver.createInputTopic(
            topics.taskEmbeddings().name(),
            new StringSerializer(),
            new ByteArraySerializer(),
            now,
            Duration.ZERO);
    input.pipeInput(new TestRecord<>(slot, null, headers, now));
  }

  public void advance(Duration by) {
    now = now.plus(by);
    driver.advanceWallClockTime(by);
  }

  /** Writes into a store, as a broken disk may. */
  void store(String store, String key, byte[] value) {
    driver.<String, byte[]>getKeyValueStore(store).put(key, value);
  }

  /** Keys that a store holds. */
  public List<String> stored(String store) {
    var keys = new ArrayList<String>();
    try (var all = driver.<String, byte[]>getKeyValueStore(store).all()) {
      all.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }

  public FakePayloadLog payloads() {
    return payloads;
  }

  @Override
  public void close() {
    driver.close();
  }

  private <T> void send(TopicSpec topic, String key, RecordCodec<T> codec, T value) {
    sendRaw(topic, key, codec.encode(value));
  }
}
