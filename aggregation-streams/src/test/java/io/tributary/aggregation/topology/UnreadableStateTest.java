package io.tributary.aggregation.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.gate.SignatureRule;
import io.tributary.aggregation.ledger.ClusterLedger;
import io.tributary.aggregation.ledger.decide.DecisionTime;
import io.tributary.aggregation.ledger.decide.LedgerLimits;
import io.tributary.aggregation.ledger.decide.LedgerRules;
import io.tributary.aggregation.topology.clustering.ClusteringProcessor;
import io.tributary.aggregation.topology.ledger.LedgerProcessor;
import io.tributary.aggregation.topology.processor.EarlyCommits;
import io.tributary.aggregation.topology.processor.StateBackend;
import io.tributary.aggregation.topology.processor.TopologyListener;
import io.tributary.aggregation.topology.processor.TopologyNames;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.ClusterEvent.MembersChanged;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.update.UpdateManifest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** An aggregator starts whatever its stores hold, says so, and counts nothing twice for it. */
class UnreadableStateTest {
  private static final ClusterId C0 = new ClusterId(0);
  private static final ClusterId C1 = new ClusterId(1);

  private final FederationSpec spec = Federations.rounds(Federations.one(1));
  private final TopicCatalogue topics = new TopicCatalogue("test", 1);
  private final Codecs codecs = Codecs.of(SchemaRegistry.inMemory("unreadable-state"), topics);
  private final LedgerRules rules = LedgerRules.of(spec, LedgerLimits.defaults());
  private final FakeClient client = FakeClient.of(spec, "ada", 0, 1, 10);
  private final MockProcessorContext<String, byte[]> context = new MockProcessorContext<>();
  private long offset;

  /** What an aggregator kept of a chunk of cluster 1000000000, when ids had no bound. */
  @Test
  void startsAgainWithTheEntriesOfAClusterOfTenDigits() {
    KeyValueStore<String, byte[]> store = store(TopologyNames.LEDGERS_STORE);
    member(store, C0);
    store.put("c1000000000 head", store.get("c0 head"));
    store.put("c1000000000 pending/evil/0#1", new byte[] {0, 0, 0, 0});
    store.put("without-a-space", new byte[] {7});

    Processor<String, byte[], String, byte[]> ledgers = ledgers();
    decide(ledgers, C0);

    assertThat(quarantined())
        .extracting(QuarantineRecord::subject)
        .containsExactlyInAnyOrder(
            TopologyNames.LEDGERS_STORE + "/c1000000000 head",
            TopologyNames.LEDGERS_STORE + "/c1000000000 pending/evil/0#1",
            TopologyNames.LEDGERS_STORE + "/without-a-space");
    assertThat(quarantined())
        .extracting(QuarantineRecord::reason)
        .containsOnly(RejectReason.STATE_UNREADABLE);
    assertThat(keys(store)).allMatch(key -> key.startsWith("c0 "));
    assertThat(waiting(store, C0)).isTrue();
  }

  @Test
  void raisesTheAlarmThoughNoRecordComes() {
    KeyValueStore<String, byte[]> store = store(TopologyNames.LEDGERS_STORE);
    store.put("c1000000000 head", new byte[] {3});
    ledgers();

    context.scheduledPunctuators().forEach(scheduled -> scheduled.getPunctuator().punctuate(1_000));

    assertThat(quarantined()).singleElement().extracting(QuarantineRecord::partition).isEqualTo(0);
    assertThat(keys(store)).isEmpty();
  }

  @Test
  void stopsTheClusterWhoseLedgerIsNotWholeAndNoOther() {
    KeyValueStore<String, byte[]> store = store(TopologyNames.LEDGERS_STORE);
    member(store, C0);
    member(store, C1);
    store.put("c1 head", new byte[] {3, 0});
    List<String> before = keys(store);

    Processor<String, byte[], String, byte[]> ledgers = ledgers();
    decide(ledgers, C1);
    decide(ledgers, C0);

    assertThat(quarantined())
        .extracting(QuarantineRecord::subject)
        .containsExactly(
            TopologyNames.LEDGERS_STORE + "/c1 head", topics.adapterUpdates().name() + "-0@0");
    assertThat(quarantined())
        .extracting(QuarantineRecord::reason)
        .containsOnly(RejectReason.STATE_UNREADABLE);
    assertThat(decided()).isEmpty();
    assertThat(keys(store)).containsAll(before);
    assertThat(waiting(store, C1)).isFalse();
    assertThat(waiting(store, C0)).isTrue();
  }

  @Test
  void clusteringWithoutItsStateDecidesNothing() {
    KeyValueStore<String, byte[]> store = store(TopologyNames.SLOTS_STORE);
    store.put("state", new byte[] {9});
    store.put("next", ByteBuffer.allocate(4).putInt(1).array());
    store.put("slot/bob/0", new byte[] {9});
    Processor<String, byte[], String, byte[]> clustering =
        new ClusteringProcessor(
            spec, SignatureRule.of(spec), topics, codecs, Duration.ZERO, TopologyListener.NONE);
    clustering.init(context);

    pipe(
        clustering,
        topics.taskEmbeddings().name(),
        "ada/0",
        codecs.taskEmbedding().encode(client.embedding(1, 0)));

    assertThat(quarantined())
        .extracting(QuarantineRecord::subject)
        .containsExactlyInAnyOrder(
            TopologyNames.SLOTS_STORE + "/state",
            TopologyNames.SLOTS_STORE + "/slot/bob/0",
            topics.taskEmbeddings().name() + "-0@0");
    assertThat(keys(store)).containsExactlyInAnyOrder("state", "next");
  }

  @Test
  void clusteringGoesOnWithoutASlotAndKeepsWhoWasBlocked() {
    KeyValueStore<String, byte[]> store = store(TopologyNames.SLOTS_STORE);
    store.put("slot/bob/0", new byte[] {9});
    store.put("policy/ada", new byte[] {9});
    Processor<String, byte[], String, byte[]> clustering =
        new ClusteringProcessor(
            spec, SignatureRule.of(spec), topics, codecs, Duration.ZERO, TopologyListener.NONE);
    clustering.init(context);

    pipe(
        clustering,
        topics.taskEmbeddings().name(),
        "ada/0",
        codecs.taskEmbedding().encode(client.embedding(1, 0)));

    assertThat(quarantined())
        .extracting(QuarantineRecord::reason)
        .containsExactlyInAnyOrder(
            RejectReason.STATE_UNREADABLE,
            RejectReason.STATE_UNREADABLE,
            RejectReason.CLIENT_BLOCKED);
    assertThat(keys(store)).contains("policy/ada").doesNotContain("slot/bob/0");
  }

  /** The ledger waits for the chunk, and nothing is published that holds less than it says. */
  @Test
  void aWindowWithAPartThatCannotBeReadMakesNoVersion() {
    try (var harness = new TopologyHarness(spec)) {
      harness.announce(client.embedding(1, 0));
      String part = "p c0/0/1 evil/0#1";
      harness.store(TopologyNames.WINDOWS_STORE, part, new byte[] {9});
      var base = new AdapterVersion(C0, 0, 0, spec.initialAdapter().digest());
      harness.send(client.update(1, base, 1, new float[20]));

      assertThat(harness.quarantine())
          .extracting(QuarantineRecord::reason)
          .containsExactly(RejectReason.STATE_UNREADABLE, RejectReason.STATE_UNREADABLE);
      assertThat(harness.manifests()).isEmpty();
      assertThat(harness.stored(TopologyNames.WINDOWS_STORE)).contains(part);
    }
  }

  private Processor<String, byte[], String, byte[]> ledgers() {
    context.setCurrentSystemTimeMs(FakeClient.NOW.toEpochMilli());
    context.setCurrentStreamTimeMs(FakeClient.NOW.toEpochMilli());
    var processor =
        new LedgerProcessor(
            rules,
            SignatureRule.of(spec),
            spec.initialAdapter(),
            topics,
            codecs,
            HarnessSettings.on(StateBackend.MEMORY),
            new EarlyCommits(),
            TopologyListener.NONE);
    processor.init(context);
    return processor;
  }

  /** A cluster with one member, as it is stored. */
  private void member(KeyValueStore<String, byte[]> store, ClusterId cluster) {
    var ledger = new ClusterLedger(rules, cluster);
    var slots = new TreeSet<>(List.of(client.slot()));
    ledger.event(
        new MembersChanged(cluster, 1, 1, slots), new DecisionTime(FakeClient.NOW, FakeClient.NOW));
    ledger.changes().forEach((key, value) -> store.put(cluster + " " + key, value));
  }

  private void decide(Processor<String, byte[], String, byte[]> ledgers, ClusterId cluster) {
    var base = new AdapterVersion(cluster, 0, 0, spec.initialAdapter().digest());
    UpdateManifest manifest = client.update(1, base, 1, new float[20]).manifest();
    pipe(
        ledgers,
        topics.adapterUpdates().name(),
        cluster.toString(),
        codecs.updateManifest().encode(manifest));
  }

  /** Whether the cluster's update was taken in. */
  private static boolean waiting(KeyValueStore<String, byte[]> store, ClusterId cluster) {
    return store.get(cluster + " pending/ada/0#1") != null;
  }

  private void pipe(
      Processor<String, byte[], String, byte[]> processor, String topic, String key, byte[] value) {
    context.setCurrentSystemTimeMs(FakeClient.NOW.toEpochMilli());
    context.setRecordMetadata(topic, 0, offset++);
    context.setCurrentStreamTimeMs(FakeClient.NOW.toEpochMilli());
    processor.process(new Record<>(key, value, FakeClient.NOW.toEpochMilli()));
  }

  private KeyValueStore<String, byte[]> store(String name) {
    KeyValueStore<String, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    return store;
  }

  private static List<String> keys(KeyValueStore<String, byte[]> store) {
    var keys = new ArrayList<String>();
    try (var all = store.all()) {
      all.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }

  private List<QuarantineRecord> quarantined() {
    return forwarded("quarantine").stream()
        .map(bytes -> read(codecs.quarantineRecord(), bytes))
        .toList();
  }

  private List<LedgerEntry> decided() {
    return forwarded("update-ledger").stream()
        .map(bytes -> read(codecs.ledgerEntry(), bytes))
        .toList();
  }

  private List<byte[]> forwarded(String sink) {
    return context.forwarded().stream()
        .filter(forward -> forward.childName().orElse("").contains(sink))
        .map(forward -> (byte[]) forward.record().value())
        .toList();
  }

  private static <T> T read(RecordCodec<T> codec, byte[] bytes) {
    try {
      return codec.decode(bytes);
    } catch (UndecodableRecord e) {
      throw new AssertionError(e);
    }
  }
}
