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
import io.tributary.schemas.event.Ruling;
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

  /** A ledger as it was stored. */
  static ClusterLedger restored(LedgerRules rules, LedgerState state) {
    var ledger = new ClusterLedger(rules, state);
    ledger.stored = true;
    return ledger;
  }

  /** What to store since the last call, by key; a null value removes the key's entry. */
  public Map<String, byte[]> changes() {
    var changes = new TreeMap<String, byte[]>();
    if (!stored) {
      // Whatever is stored needs a head to be read again.
      state.changed.add(LedgerKeys.HEAD);
      stored = true;
    }
    state.changed.forEach(key -> changes.put(key, LedgerEntries.encode(state, key)));
    state.changed.clear();
    return changes;
  }

  /** Time-outs count from now, since nothing could arrive while nobody listened. */
  public void resume(Moment moment) {
    state.pending.replaceAll((id, pending) -> pending.resumedAt(moment.wallClock()));
    if (!state.open.isEmpty()) {
      state.open.openedAt = moment.wallClock();
    }
    if (state.next != null && !state.next.isEmpty()) {
      state.next.openedAt = moment.wallClock();
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
  public List<LedgerRecord> members(MembersChanged members, Moment moment) {
    if (members.revision() == state.revision
        && members.epoch() == state.epoch
        && members.members().equals(state.membership())) {
      return List.of();
    }
    var records = new ArrayList<LedgerRecord>();
    boolean isBorn = state.epoch == 0 && state.version == 0 && members.epoch() > 0;
    apply(new LedgerRecord.MembersKnown(members), records);
    if (isBorn) {
      apply(new LedgerRecord.Begun(initialManifest(moment)), records);
    }
    for (Submission held : List.copyOf(state.pending.keySet())) {
      decision(moment)
          .foreign(held)
          .or(() -> decision(moment).decide(held))
          .ifPresent(decided -> apply(decided, records));
    }
    return settled(records, moment);
  }

  /** Version 0 has none before it, and names itself there. */
  private AdapterManifest initialManifest(Moment moment) {
    AdapterVersion initial = rules.initialVersion(state.cluster);
    return new AdapterManifest(
        initial,
        initial.digest(),
        rules.layoutDigest(),
        rules.initialChunks(),
        List.of(),
        moment.streamTime());
  }

  /** A person blocked or unblocked a client: nobody waits for who is blocked. */
  public List<LedgerRecord> policy(ClientPolicyChanged policy, Moment moment) {
    var records = new ArrayList<LedgerRecord>();
    apply(new LedgerRecord.PolicyKnown(policy), records);
    return settled(records, moment);
  }

  /** A manifest arrived. */
  public List<LedgerRecord> manifest(ManifestArrival arrival, Moment moment) {
    var records = new ArrayList<LedgerRecord>();
    Submission submission = Submission.of(arrival.manifest());
    Optional<LedgerRecord> refused = decision(moment).foreign(arrival);
    if (refused.isPresent()) {
      apply(refused.get(), records);
      return records;
    }
    Optional<LedgerRecord> repeated = decision(moment).repeated(arrival);
    Optional<Rejection> flaw =
        rules
            .gate()
            .refuse(arrival.manifest())
            .or(() -> new Rejections(rules, state).blocked(submission.update()));
    if (repeated.isPresent()) {
      apply(repeated.get(), records);
    } else if (flaw.isPresent()) {
      apply(decision(moment).rejected(submission, flaw.get(), arrival), records);
    } else {
      apply(new LedgerRecord.ManifestHeld(arrival, moment.wallClock()), records);
      decideOrHold(submission, moment, records);
    }
    return settled(records, moment);
  }

  /**
   * A person lets an update count that was quarantined; its chunks are inspected again.
   *
   * @param chunkOffsets where its chunks lie; empty: they are sent again
   */
  public List<LedgerRecord> released(
      ManifestArrival arrival, List<Long> chunkOffsets, Ruling ruling, Moment moment) {
    var records = new ArrayList<LedgerRecord>();
    var decision = new RulingDecision(rules, state, moment);
    apply(decision.released(arrival, chunkOffsets, ruling), records);
    decideOrHold(Submission.of(arrival.manifest()), moment, records);
    return settled(records, moment);
  }

  /** A person decided that a quarantined update never counts. */
  public List<LedgerRecord> discarded(UpdateDiscarded discarded, Moment moment) {
    var records = new ArrayList<LedgerRecord>();
    var decision = new RulingDecision(rules, state, moment);
    apply(decision.discarded(discarded.update(), discarded.ruling()), records);
    return records;
  }

  /** A chunk arrived and was looked at. */
  public List<LedgerRecord> inspected(ChunkInspected inspection, Moment moment) {
    var records = new ArrayList<LedgerRecord>();
    Optional<LedgerRecord> late =
        decision(moment).foreign(inspection).or(() -> decision(moment).late(inspection));
    if (late.isPresent()) {
      apply(late.get(), records);
      return records;
    }
    apply(new LedgerRecord.ChunkHeld(inspection, moment.wallClock()), records);
    decideOrHold(Submission.of(inspection), moment, records);
    return settled(records, moment);
  }

  /** A chunk of the window that is closed was measured. */
  public List<LedgerRecord> measured(ChunkMeasured measured, Moment moment) {
    if (state.closing == null || !state.closing.awaits(measured)) {
      return List.of();
    }
    var records = new ArrayList<LedgerRecord>();
    apply(new LedgerRecord.DistancesKnown(measured), records);
    return settled(records, moment);
  }

  /** A chunk of the version in the making was written. */
  public List<LedgerRecord> merged(ChunkMerged merged, Moment moment) {
    if (state.closing == null || !state.closing.awaits(merged)) {
      return List.of();
    }
    var records = new ArrayList<LedgerRecord>();
    apply(new LedgerRecord.ChunkReady(merged), records);
    return settled(records, moment);
  }

  /** Time passed: windows may close, and what waited too long is given up or asked for again. */
  public List<LedgerRecord> tick(Moment moment) {
    var records = new ArrayList<LedgerRecord>();
    outstanding
        .again(state.closing, rules.limits().chunkWait(), moment.wallClock())
        .ifPresent(orders -> apply(orders, records));
    for (Submission held : List.copyOf(state.pending.keySet())) {
      PendingUpdate pending = state.pending.get(held);
      if (decision(moment).waitsForRoom(held)) {
        continue;
      }
      Duration waited = Duration.between(pending.since(), moment.wallClock());
      Duration bound =
          pending.isComplete(rules.chunks())
              ? rules.limits().membershipWait()
              : rules.limits().chunkWait();
      if (waited.compareTo(bound) >= 0) {
        apply(decision(moment).giveUp(held), records);
      }
    }
    return settled(records, moment);
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
  public List<LedgerRecord> dismiss(Moment moment) {
    if (!isUnknown()) {
      throw new IllegalStateException(state.cluster + " has had members and cannot be dismissed");
    }
    var records = new ArrayList<LedgerRecord>();
    for (Submission held : List.copyOf(state.pending.keySet())) {
      apply(decision(moment).dismissed(held), records);
    }
    apply(new LedgerRecord.Dismissed(), records);
    return records;
  }

  private void decideOrHold(Submission held, Moment moment, List<LedgerRecord> records) {
    decision(moment).decide(held).ifPresent(decided -> apply(decided, records));
    if (!state.pending.containsKey(held)) {
      return;
    }
    new UndecidedRoom(rules, state)
        .givingWay(held)
        .ifPresent(given -> apply(decision(moment).giveUp(given), records));
  }

  /** Closes windows and publishes versions for as long as one leads to the other. */
  private List<LedgerRecord> settled(List<LedgerRecord> records, Moment moment) {
    Optional<LedgerRecord> step = new WindowDecision(rules, state, moment).next();
    while (step.isPresent()) {
      apply(step.get(), records);
      admit(moment, records);
      step = new WindowDecision(rules, state, moment).next();
    }
    if (state.histories.strangers() > rules.limits().strangers()) {
      apply(new LedgerRecord.StrangersForgotten(), records);
    }
    return records;
  }

  /** A window that closed makes room for updates that waited for it. */
  private void admit(Moment moment, List<LedgerRecord> records) {
    if (rules.strategy().maxParts() == Integer.MAX_VALUE) {
      return;
    }
    for (Submission held : state.pendingInOrderOfArrival()) {
      decision(moment).decide(held).ifPresent(decided -> apply(decided, records));
    }
  }

  private UpdateDecision decision(Moment moment) {
    return new UpdateDecision(rules, state, moment);
  }

  private void apply(LedgerRecord record, List<LedgerRecord> records) {
    state.apply(record, rules);
    records.add(record);
  }
}
