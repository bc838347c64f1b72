package io.tributary.aggregation.topology.ledger;

import io.tributary.aggregation.gate.SignatureRule;
import io.tributary.aggregation.ledger.ClusterLedger;
import io.tributary.aggregation.ledger.decide.DecisionTime;
import io.tributary.aggregation.ledger.decide.LedgerRecord;
import io.tributary.aggregation.ledger.decide.LedgerRules;
import io.tributary.aggregation.ledger.state.ManifestArrival;
import io.tributary.aggregation.topology.processor.ChunkRoute;
import io.tributary.aggregation.topology.processor.EarlyCommits;
import io.tributary.aggregation.topology.processor.RecordReader;
import io.tributary.aggregation.topology.processor.RecordWriter;
import io.tributary.aggregation.topology.processor.TopologyListener;
import io.tributary.aggregation.topology.processor.TopologyNames;
import io.tributary.aggregation.topology.processor.TopologySettings;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.process.RecordHeaders;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Reads manifests, operators' rulings, cluster events and among them the merge tasks' replies;
 * writes decisions, commands to the merge tasks and versions. One record is one transaction.
 */
public final class LedgerProcessor implements Processor<String, byte[], String, byte[]> {
  private final LedgerRules rules;
  private final SignatureRule signatures;
  private final LoraAdapter initial;
  private final TopicCatalogue topics;
  private final String manifests;
  private final String rulings;
  private final Codecs codecs;
  private final TopologyListener topologyListener;
  private final TopologySettings settings;
  private final EarlyCommits earlyCommits;

  /**
   * The ledgers of this task, read once from the store: reading one for each record would cost more
   * than the decision.
   */
  private final Map<ClusterId, ClusterLedger> ledgers = new HashMap<>();

  private StoredLedgers loaded;
  private UnregisteredClusters unknown;
  private ProcessorContext<String, byte[]> context;
  private KeyValueStore<String, byte[]> store;
  private RecordReader recordReader;
  private LedgerOutputs outputs;
  private Cancellable ticks;

  public LedgerProcessor(
      LedgerRules rules,
      SignatureRule signatures,
      LoraAdapter initial,
      TopicCatalogue topics,
      Codecs codecs,
      TopologySettings settings,
      EarlyCommits earlyCommits,
      TopologyListener topologyListener) {
    this.rules = rules;
    this.signatures = signatures;
    this.initial = initial;
    this.topics = topics;
    manifests = topics.adapterUpdates().name();
    rulings = topics.updateRulings().name();
    this.codecs = codecs;
    this.topologyListener = topologyListener;
    this.settings = settings;
    this.earlyCommits = earlyCommits;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> processorContext) {
    context = processorContext;
    store = context.getStateStore(TopologyNames.LEDGERS_STORE);
    var recordWriter =
        new RecordWriter(
            TopologyNames.LEDGER,
            context,
            RecordHeaders.ofAggregator(topics.federation()),
            codecs,
            topologyListener);
    recordReader =
        RecordReader.of(
            context,
            recordWriter,
            List.of(topics.adapterUpdates(), topics.updateRulings(), topics.clusterEvents()));
    var route = ChunkRoute.of(rules.strategy());
    outputs =
        new LedgerOutputs(
            recordWriter,
            new QuarantineWriter(recordWriter, topics.updateChunks()),
            initial,
            rules.chunks(),
            route,
            settings.retainedVersions());
    loadAll();
    loaded.alarms().raiseSoon(context, recordWriter);
    Duration tick = settings.tick();
    ticks = context.schedule(tick, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<String, byte[]> read) {
    Record<String, byte[]> record = recordReader.dated(read);
    loaded.alarms().raise(outputs.outbox(), record.timestamp());
    String topic = recordReader.origin().topic();
    if (topic.equals(manifests)) {
      recordReader
          .read(record, codecs.updateManifest(), manifest -> manifest.base().cluster().toString())
          .filter(manifest -> recordReader.take(record, loaded.stopped(manifest.base().cluster())))
          .filter(manifest -> recordReader.take(record, signatures.refuse(manifest)))
          .ifPresent(manifest -> onManifest(manifest, record.timestamp()));
    } else {
      (topic.equals(rulings)
              ? read(record, codecs.updateRuling())
              : read(record, codecs.clusterEvent()))
          .filter(event -> recordReader.take(record, loaded.stopped(event.cluster())))
          .ifPresent(event -> onEvent(record, event));
    }
    // Evicting one cluster may not free enough: it may have fewer entries than the record added.
    for (var surplus = unknown.surplus(); surplus.isPresent(); surplus = unknown.surplus()) {
      dismiss(surplus.get(), record.timestamp());
    }
  }

  @Override
  public void close() {
    ticks.cancel();
    ledgers.keySet().forEach(cluster -> topologyListener.incomplete(cluster, 0));
  }

  private <E extends ClusterEvent> Optional<ClusterEvent> read(
      Record<String, byte[]> record, RecordCodec<E> codec) {
    return recordReader
        .read(record, codec, event -> event.cluster().toString())
        .map(event -> event);
  }

  private void onManifest(UpdateManifest manifest, long at) {
    ClusterId cluster = manifest.base().cluster();
    var arrival = new ManifestArrival(manifest, Instant.ofEpochMilli(at), recordReader.origin());
    emit(cluster, ledger(cluster).manifest(arrival, moment(at)), at);
  }

  private void onEvent(Record<String, byte[]> record, ClusterEvent event) {
    // A rejected event must not create any state for a cluster.
    ClusterLedger known = ledgers.get(event.cluster());
    (known == null ? new ClusterLedger(rules, event.cluster()) : known)
        .refuse(event)
        .ifPresentOrElse(
            flaw -> recordReader.refuse(record, flaw),
            () -> {
              long at = record.timestamp();
              emit(event.cluster(), ledger(event.cluster()).event(event, moment(at)), at);
            });
  }

  /**
   * Applies the passing of time. These decisions are dated by this machine's clock, because no
   * record carries their time.
   */
  private void tick(long at) {
    new TreeMap<>(ledgers).forEach((cluster, ledger) -> emit(cluster, ledger.tick(moment(at)), at));
    ledgers.forEach((cluster, ledger) -> topologyListener.incomplete(cluster, ledger.incomplete()));
  }

  /** Writes the decisions and stores the resulting state, in one transaction. */
  private void emit(ClusterId cluster, List<LedgerRecord> records, long at) {
    unknown.saw(cluster, ledger(cluster));
    if (records.isEmpty()) {
      return;
    }
    records.forEach(record -> outputs.write(record, cluster, at));
    ledger(cluster).changes().forEach((key, value) -> store.put(cluster + " " + key, value));
    if (records.stream().anyMatch(LedgerRecord::advancesVersion)) {
      earlyCommits.request(context);
    }
  }

  /**
   * Evicts a cluster that no clustering named, so that a sender of invented clusters cannot fill
   * the heap.
   */
  private void dismiss(ClusterId cluster, long at) {
    emit(cluster, ledger(cluster).dismiss(moment(at)), at);
    unknown.forget(cluster);
    ledgers.remove(cluster);
    topologyListener.incomplete(cluster, 0);
  }

  private ClusterLedger ledger(ClusterId cluster) {
    return ledgers.computeIfAbsent(cluster, id -> new ClusterLedger(rules, id));
  }

  private void loadAll() {
    loaded = StoredLedgers.load(store, rules);
    ledgers.clear();
    unknown = new UnregisteredClusters(rules.limits().strangers());
    DecisionTime now = moment(context.currentSystemTimeMs());
    loaded
        .ledgers()
        .forEach(
            (cluster, ledger) -> {
              ledger.resume(now);
              ledgers.put(cluster, ledger);
              unknown.saw(cluster, ledger);
              topologyListener.incomplete(cluster, ledger.incomplete());
            });
  }

  private DecisionTime moment(long at) {
    return new DecisionTime(
        Instant.ofEpochMilli(at), Instant.ofEpochMilli(context.currentSystemTimeMs()));
  }
}
