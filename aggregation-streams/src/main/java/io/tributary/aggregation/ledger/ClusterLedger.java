package io.tributary.aggregation.ledger;

import io.tributary.aggregation.gate.Rejection;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.ClusterEvent.ChunkInspected;
import io.tributary.schemas.event.ClusterEvent.ChunkMeasured;
import io.tributary.schemas.event.ClusterEvent.ChunkMerged;
import io.tributary.schemas.event.ClusterEvent.ClientPolicyChanged;
import io.tributary.schemas.event.ClusterEvent.MembersChanged;
import io.tributary.schemas.event.ClusterEvent.UpdateDiscarded;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.id.ClusterId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The one place where a cluster's updates are decided and its windows become versions.
 *
 * <p>Every method returns what it decided, in order, already applied.
 */
public final class ClusterLedger {
  private final LedgerRules rules;
  private final LedgerState state;
  private final OutstandingOrders outstanding = new OutstandingOrders();
  private boolean stored;

  /** The ledger of a cluster that nothing is known of yet. */
  public ClusterLedger(LedgerRules rules, ClusterId cluster) {
    this(rules, new LedgerState(cluster, rules.initialVersion(cluster).digest()));
  }

  ClusterLedger(LedgerRules rules, LedgerState state) {
    this.rules = rules;
    this.state = state;
  }

  /** Creates a ledger from its stored state. */
  static ClusterLedger restored(LedgerRules rules, LedgerState state) {
    var ledger = new ClusterLedger(rules, state);
    ledger.stored = true;
    return ledger;
  }

  /** What to store since the last call, by key; a null value removes the key's entry. */
  public Map<String, byte[]> changes() {
    var changes = new TreeMap<String, byte[]>();
    if (!stored) {
      // A stored ledger cannot be read again without a head entry.
      state.changed.add(LedgerKeys.HEAD);
      stored = true;
    }
    state.changed.forEach(key -> changes.put(key, LedgerEntries.encode(state, key)));
    state.changed.clear();
    return changes;
  }

  /** Time-outs count from now, since nothing could arrive while nobody listened. */
  public void resume(DecisionTime decisionTime) {
    state.pending.replaceAll((id, pending) -> pending.resumedAt(decisionTime.wallClock()));
    if (!state.open.isEmpty()) {
      state.open.openedAt = decisionTime.wallClock();
    }
    if (state.next != null && !state.next.isEmpty()) {
      state.next.openedAt = decisionTime.wallClock();
    }
  }

  /**
   * What is wrong with an event of the aggregator's own tasks; empty if the ledger may be told of
   * it. Changes nothing.
   */
  public Optional<Rejection> refuse(ClusterEvent event) {
    return new EventRules(rules, state).refuse(event);
  }

  /**
   * The cluster's members changed: updates that waited for it may be decided. The newest word
   * counts, whatever its revision: the clustering is alone to say it, each once and in its order,
   * and so puts right what somebody else said in between.
   */
  public List<LedgerRecord> members(MembersChanged members, DecisionTime decisionTime) {
    if (members.revision() == state.revision
        && members.epoch() == state.epoch
        && members.members().equals(state.membership())) {
      return List.of();
    }
    var records = new ArrayList<LedgerRecord>();
    boolean isBorn = state.epoch == 0 && state.version == 0 && members.epoch() > 0;
    apply(new LedgerRecord.MembersKnown(members), records);
    if (isBorn) {
      apply(new LedgerRecord.Begun(initialManifest(decisionTime)), records);
    }
    for (Submission held : List.copyOf(state.pending.keySet())) {
      decision(decisionTime)
          .foreign(held)
          .or(() -> decision(decisionTime).decide(held))
          .ifPresent(decided -> apply(decided, records));
    }
    return settled(records, decisionTime);
  }

  /** Version 0 has none before it, and names itself there. */
  private AdapterManifest initialManifest(DecisionTime decisionTime) {
    AdapterVersion initial = rules.initialVersion(state.cluster);
    return new AdapterManifest(
        initial,
        initial.digest(),
        rules.layoutDigest(),
        rules.initialChunks(),
        List.of(),
        decisionTime.streamTime());
  }

  /** Applies a block or its end; windows do not wait for blocked clients. */
  public List<LedgerRecord> policy(ClientPolicyChanged policy, DecisionTime decisionTime) {
    var records = new ArrayList<LedgerRecord>();
    apply(new LedgerRecord.PolicyKnown(policy), records);
    return settled(records, decisionTime);
  }

  /** Applies an update's manifest and returns the records that follow from it, in order. */
  public List<LedgerRecord> manifest(ManifestArrival arrival, DecisionTime decisionTime) {
    var records = new ArrayList<LedgerRecord>();
    Submission submission = Submission.of(arrival.manifest());
    Optional<LedgerRecord> refused = decision(decisionTime).foreign(arrival);
    if (refused.isPresent()) {
      apply(refused.get(), records);
      return records;
    }
    Optional<LedgerRecord> repeated = decision(decisionTime).repeated(arrival);
    Optional<Rejection> flaw =
        rules
            .gate()
            .refuse(arrival.manifest())
            .or(() -> new RejectionReasons(rules, state).blocked(submission.update()));
    if (repeated.isPresent()) {
      apply(repeated.get(), records);
    } else if (flaw.isPresent()) {
      apply(decision(decisionTime).rejected(submission, flaw.get(), arrival), records);
    } else {
      apply(new LedgerRecord.ManifestHeld(arrival, decisionTime.wallClock()), records);
      decideOrHold(submission, decisionTime, records);
    }
    return settled(records, decisionTime);
  }

  /**
   * A person lets an update count that was quarantined; its chunks are inspected again.
   *
   * @param chunkOffsets where its chunks lie; empty: they are sent again
   */
  public List<LedgerRecord> released(
      ManifestArrival arrival,
      List<Long> chunkOffsets,
      OperatorDecision operatorDecision,
      DecisionTime decisionTime) {
    var records = new ArrayList<LedgerRecord>();
    var decision = new RulingDecision(rules, state, decisionTime);
    apply(decision.released(arrival, chunkOffsets, operatorDecision), records);
    decideOrHold(Submission.of(arrival.manifest()), decisionTime, records);
    return settled(records, decisionTime);
  }

  /** Applies a person's decision that a quarantined update never counts. */
  public List<LedgerRecord> discarded(UpdateDiscarded discarded, DecisionTime decisionTime) {
    var records = new ArrayList<LedgerRecord>();
    var decision = new RulingDecision(rules, state, decisionTime);
    apply(decision.discarded(discarded.update(), discarded.ruling()), records);
    return records;
  }

  /** Applies the inspection of a chunk that arrived. */
  public List<LedgerRecord> inspected(ChunkInspected inspection, DecisionTime decisionTime) {
    var records = new ArrayList<LedgerRecord>();
    Optional<LedgerRecord> late =
        decision(decisionTime)
            .foreign(inspection)
            .or(() -> decision(decisionTime).late(inspection));
    if (late.isPresent()) {
      apply(late.get(), records);
      return records;
    }
    apply(new LedgerRecord.ChunkHeld(inspection, decisionTime.wallClock()), records);
    decideOrHold(Submission.of(inspection), decisionTime, records);
    return settled(records, decisionTime);
  }

  /** Applies the distances that were measured in one chunk of the closed window. */
  public List<LedgerRecord> measured(ChunkMeasured measured, DecisionTime decisionTime) {
    if (state.closing == null || !state.closing.awaits(measured)) {
      return List.of();
    }
    var records = new ArrayList<LedgerRecord>();
    apply(new LedgerRecord.DistancesKnown(measured), records);
    return settled(records, decisionTime);
  }

  /** Notes that one chunk of the version in progress was written. */
  public List<LedgerRecord> merged(ChunkMerged merged, DecisionTime decisionTime) {
    if (state.closing == null || !state.closing.awaits(merged)) {
      return List.of();
    }
    var records = new ArrayList<LedgerRecord>();
    apply(new LedgerRecord.ChunkReady(merged), records);
    return settled(records, decisionTime);
  }

  /**
   * Handles the passing of time: closes windows, and gives up or orders again what waited too long.
   */
  public List<LedgerRecord> tick(DecisionTime decisionTime) {
    var records = new ArrayList<LedgerRecord>();
    outstanding
        .again(state.closing, rules.limits().chunkWait(), decisionTime.wallClock())
        .ifPresent(orders -> apply(orders, records));
    for (Submission held : List.copyOf(state.pending.keySet())) {
      PendingUpdate pending = state.pending.get(held);
      if (decision(decisionTime).waitsForRoom(held)) {
        continue;
      }
      Duration waited = Duration.between(pending.since(), decisionTime.wallClock());
      Duration bound =
          pending.isComplete(rules.chunks())
              ? rules.limits().membershipWait()
              : rules.limits().chunkWait();
      if (waited.compareTo(bound) >= 0) {
        apply(decision(decisionTime).giveUp(held), records);
      }
    }
    return settled(records, decisionTime);
  }

  /**
   * Whether the clustering never named this cluster, as far as is known here: nothing of it ever
   * counted, and whoever sends updates may have made it up.
   */
  public boolean isUnknown() {
    return state.epoch == 0 && state.decisions.isEmpty();
  }

  /** How many entries are stored of a cluster that is unknown. */
  public int entries() {
    return 1 + state.pending.size() + state.histories.size();
  }

  /**
   * Gives up an unknown cluster: whatever waits for it goes to quarantine, and {@link #changes}
   * then removes every entry. What is forgotten is only that these updates were refused: they never
   * counted, and no member of theirs was known.
   */
  public List<LedgerRecord> dismiss(DecisionTime decisionTime) {
    if (!isUnknown()) {
      throw new IllegalStateException(state.cluster + " has had members and cannot be dismissed");
    }
    var records = new ArrayList<LedgerRecord>();
    for (Submission held : List.copyOf(state.pending.keySet())) {
      apply(decision(decisionTime).dismissed(held), records);
    }
    apply(new LedgerRecord.Dismissed(), records);
    return records;
  }

  private void decideOrHold(
      Submission held, DecisionTime decisionTime, List<LedgerRecord> records) {
    decision(decisionTime).decide(held).ifPresent(decided -> apply(decided, records));
    if (!state.pending.containsKey(held)) {
      return;
    }
    new UndecidedRoom(rules, state)
        .givingWay(held)
        .ifPresent(given -> apply(decision(decisionTime).giveUp(given), records));
  }

  /** Closes windows and publishes versions for as long as one leads to the other. */
  private List<LedgerRecord> settled(List<LedgerRecord> records, DecisionTime decisionTime) {
    Optional<LedgerRecord> step = new WindowDecision(rules, state, decisionTime).next();
    while (step.isPresent()) {
      apply(step.get(), records);
      admit(decisionTime, records);
      step = new WindowDecision(rules, state, decisionTime).next();
    }
    if (state.histories.strangers() > rules.limits().strangers()) {
      apply(new LedgerRecord.StrangersForgotten(), records);
    }
    return records;
  }

  /** A window that closed makes room for updates that waited for it. */
  private void admit(DecisionTime decisionTime, List<LedgerRecord> records) {
    if (rules.strategy().maxParts() == Integer.MAX_VALUE) {
      return;
    }
    for (Submission held : state.pendingInOrderOfArrival()) {
      decision(decisionTime).decide(held).ifPresent(decided -> apply(decided, records));
    }
  }

  private UpdateDecision decision(DecisionTime decisionTime) {
    return new UpdateDecision(rules, state, decisionTime);
  }

  private void apply(LedgerRecord record, List<LedgerRecord> records) {
    state.apply(record, rules);
    records.add(record);
  }
}
