package io.tributary.aggregation.ledger;

import io.tributary.aggregation.ledger.decide.DecisionTime;
import io.tributary.aggregation.ledger.decide.LedgerLimits;
import io.tributary.aggregation.ledger.decide.LedgerRecord;
import io.tributary.aggregation.ledger.decide.LedgerRules;
import io.tributary.aggregation.ledger.state.LedgerKeys;
import io.tributary.aggregation.ledger.state.LedgerState;
import io.tributary.aggregation.ledger.state.ManifestArrival;
import io.tributary.aggregation.ledger.state.VersionInProgress;
import io.tributary.aggregation.ledger.store.LedgerReader;
import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.Federations;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.event.ChunkReply.ChunkInspected;
import io.tributary.schemas.event.ChunkReply.ChunkMerged;
import io.tributary.schemas.event.ClusterEvent.ClientPolicyChanged;
import io.tributary.schemas.event.ClusterEvent.Member;
import io.tributary.schemas.event.ClusterEvent.MembersChanged;
import io.tributary.schemas.event.ClusterEvent.UpdateDiscarded;
import io.tributary.schemas.event.ClusterEvent.UpdateReleased;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A ledger of cluster c0 with adapters of one chunk, and the events that concern it. */
public final class LedgerFixture {
  public static final ClusterId C0 = new ClusterId(0);
  static final OperatorDecision RULING = new OperatorDecision("mira", "a new ward joined");
  public static final String MERGED = "ab".repeat(8);

  final FederationSpec spec;
  public final LedgerRules rules;
  public ClusterLedger ledger;
  Instant now = FakeClient.NOW;

  /** Of every chunk that arrives. */
  double sumOfSquares = 1;

  /** That every slot announces. */
  long announced;

  /** That every update claims. */
  int claimed = 10;

  private final SortedMap<String, byte[]> stored = new TreeMap<>();
  private long revision;

  LedgerFixture(WindowSettings window, LedgerLimits limits) {
    this(window, MergeSettings.defaults(), limits);
  }

  LedgerFixture(WindowSettings window, MergeSettings merge, LedgerLimits limits) {
    FederationSpec plain = Federations.spec(Federations.SMALL, Federations.one(1), window);
    spec =
        new FederationSpec(
            plain.federation(),
            plain.baseModel(),
            plain.embeddingSize(),
            plain.layout(),
            plain.seed(),
            plain.clustering(),
            window,
            merge);
    rules = LedgerRules.of(spec, limits);
    ledger = new ClusterLedger(rules, C0);
  }

  public static LedgerFixture rounds(String... slots) {
    return with(WindowSettings.rounds(), slots);
  }

  public static LedgerFixture with(WindowSettings window, String... slots) {
    var fixture = new LedgerFixture(window, LedgerLimits.defaults());
    fixture.members(1, slots);
    return fixture;
  }

  public DecisionTime moment() {
    return new DecisionTime(now, now);
  }

  public List<LedgerRecord> members(int epoch, String... slots) {
    var members = new TreeMap<SlotId, Member>();
    for (String slot : slots) {
      members.put(SlotId.parse(slot), new Member(Optional.empty(), announced));
    }
    return ledger.members(new MembersChanged(C0, epoch, ++revision, members), moment());
  }

  List<LedgerRecord> policy(String client, boolean blocked) {
    return policy(client, blocked, true);
  }

  List<LedgerRecord> policy(String clients, boolean blocked, boolean decided) {
    String why = blocked ? "spam" : "";
    return ledger.policy(
        new ClientPolicyChanged(C0, new ClientPattern(clients), blocked, why, decided), moment());
  }

  List<LedgerRecord> release(String slot, long sequence, AdapterVersion base) {
    UpdateManifest manifest = manifestOf(slot, sequence, base, 1);
    return ledger.event(
        new UpdateReleased(manifest, "test.adapter-updates", 0, sequence, List.of(), RULING),
        moment());
  }

  List<LedgerRecord> discard(String slot, long sequence) {
    var id = new UpdateId(SlotId.parse(slot), sequence);
    return ledger.discarded(new UpdateDiscarded(C0, id, RULING), moment());
  }

  /** Manifest and chunk of an update that trained from a version; epoch 1, ten samples. */
  public List<LedgerRecord> update(String slot, long sequence, AdapterVersion base) {
    var records = new ArrayList<>(manifest(slot, sequence, base, 1));
    records.addAll(chunk(slot, sequence, base));
    return records;
  }

  List<LedgerRecord> manifest(String slot, long sequence, AdapterVersion base, int epoch) {
    UpdateManifest manifest = manifestOf(slot, sequence, base, epoch);
    return ledger.manifest(
        new ManifestArrival(manifest, now, new RecordPosition("test.adapter-updates", 0, sequence)),
        moment());
  }

  List<LedgerRecord> chunk(String slot, long sequence, AdapterVersion base) {
    UpdateManifest manifest = manifestOf(slot, sequence, base, 1);
    return ledger.inspected(
        new ChunkInspected(
            C0,
            manifest.id(),
            0,
            manifest.chunkDigests().get(0),
            80,
            sumOfSquares,
            RejectReason.NONE,
            ""),
        moment());
  }

  public List<LedgerRecord> merged(int version) {
    return ledger.merged(new ChunkMerged(C0, version, 0, MERGED), moment());
  }

  List<LedgerRecord> merged(int version, List<TensorAgreement> agreement) {
    return ledger.merged(new ChunkMerged(C0, version, 0, MERGED, agreement), moment());
  }

  public List<LedgerRecord> tickAfter(Duration duration) {
    now = now.plus(duration);
    return ledger.tick(moment());
  }

  /** As after a restart of the process. */
  public void restore() {
    ledger = RestoredLedger.of(rules, C0, store()).ledger().orElseThrow();
  }

  /** What the store holds now. */
  SortedMap<String, byte[]> store() {
    ledger
        .changes()
        .forEach(
            (key, value) -> {
              if (value == null) {
                stored.remove(key);
              } else {
                stored.put(key, value);
              }
            });
    return stored;
  }

  /** 0 while none is. */
  public int versionInTheMaking() {
    var state = new LedgerState(C0, "");
    LedgerReader.head(store().get(LedgerKeys.HEAD), state);
    VersionInProgress versionInProgress = state.closing;
    return versionInProgress == null ? 0 : versionInProgress.version();
  }

  public AdapterVersion initial() {
    return new AdapterVersion(C0, 0, 0, spec.initialAdapter().digest());
  }

  public UpdateManifest manifestOf(String slotText, long sequence, AdapterVersion base, int epoch) {
    SlotId slot = SlotId.parse(slotText);
    UpdateManifest manifest =
        new FakeClient(spec, slot, slot.index() + 1, claimed)
            .update(sequence, base, epoch, new float[20])
            .manifest();
    // With short digests, as the pinned form of the store has them.
    return new UpdateManifest(
        manifest.id(),
        manifest.base(),
        manifest.epoch(),
        manifest.layoutDigest(),
        manifest.samples(),
        manifest.trainedAt(),
        manifest.encoding(),
        manifest.chunkDigests().stream().map(Digests::shortened).toList(),
        manifest.norm(),
        manifest.training(),
        manifest.rank(),
        manifest.productNorm());
  }
}
