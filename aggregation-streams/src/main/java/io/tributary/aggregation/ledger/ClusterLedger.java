package io.tributary.aggregation.ledger;

import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.ledger.decide.DecisionTime;
import io.tributary.aggregation.ledger.decide.EventRules;
import io.tributary.aggregation.ledger.decide.LedgerRecord;
import io.tributary.aggregation.ledger.decide.LedgerRules;
import io.tributary.aggregation.ledger.decide.OperatorRulingDecision;
import io.tributary.aggregation.ledger.decide.RejectionReasons;
import io.tributary.aggregation.ledger.decide.UpdateDecision;
import io.tributary.aggregation.ledger.decide.VersionStep;
import io.tributary.aggregation.ledger.decide.WindowDecision;
import io.tributary.aggregation.ledger.state.LedgerState;
import io.tributary.aggregation.ledger.state.ManifestArrival;
import io.tributary.aggregation.ledger.state.Submission;
import io.tributary.aggregation.ledger.store.LedgerEntries;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ChunkReply;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.RecordPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides about a cluster's updates, and when its windows become versions; it is the only place
 * that does.
 *
 * <p>Every method returns the decisions that it made, in order and already applied.
 */
public final class ClusterLedger {
  private final LedgerRules rules;
  private final LedgerState state;
  private final LedgerTransition transition;
  private final OverdueReplies overdue = new OverdueReplies();

  /** Creates the ledger of a cluster that nothing is known about. */
  public ClusterLedger(LedgerRules rules, ClusterId cluster) {
    this(rules, new LedgerState(cluster, rules.initialVersion(cluster).digest()));
  }

  ClusterLedger(LedgerRules rules, LedgerState state) {
    this.rules = rules;
    this.state = state;
    transition = new LedgerTransition(state, rules);
  }

  /** Creates a ledger from its stored state. */
  static ClusterLedger restored(LedgerRules rules, LedgerState state) {
    return new ClusterLedger(rules, state.asStored());
  }

  /**
   * Returns the entries to store since the last call, by key; a null value removes the key's entry.
   */
  public Map<String, byte[]> changes() {
    return LedgerEntries.changes(state);
  }

  /** Restarts all time-outs, because nothing could arrive while the aggregator was down. */
  public void resume(DecisionTime decisionTime) {
    new LedgerRecord.Resumed(decisionTime.wallClock()).accept(transition);
  }

  /**
   * Returns what is wrong with an event of the aggregator's own tasks; empty if it may be applied.
   * Changes nothing.
   */
  public Optional<Rejection> refuse(ClusterEvent event) {
    return new EventRules(rules, state).refuse(event);
  }

  /** Applies an event that is not refused, and returns what follows from it, in order. */
  public List<LedgerRecord> event(ClusterEvent event, DecisionTime decisionTime) {
    return event.accept(
        new ClusterEvent.Visitor<List<LedgerRecord>>() {
          @Override
          public List<LedgerRecord> members(ClusterEvent.MembersChanged members) {
            return ClusterLedger.this.members(members, decisionTime);
          }

          @Override
          public List<LedgerRecord> policy(ClusterEvent.ClientPolicyChanged policy) {
            return ClusterLedger.this.policy(policy, decisionTime);
          }

          @Override
          public List<LedgerRecord> released(ClusterEvent.UpdateReleased released) {
            return ClusterLedger.this.released(released, decisionTime);
          }

          @Override
          public List<LedgerRecord> discarded(ClusterEvent.UpdateDiscarded discarded) {
            return ClusterLedger.this.discarded(discarded, decisionTime);
          }

          @Override
          public List<LedgerRecord> inspected(ChunkReply.ChunkInspected inspection) {
            return ClusterLedger.this.inspected(inspection, decisionTime);
          }

          @Override
          public List<LedgerRecord> measured(ChunkReply.ChunkMeasured measured) {
            return ClusterLedger.this.measured(measured, decisionTime);
          }

          @Override
          public List<LedgerRecord> merged(ChunkReply.ChunkMerged merged) {
            return ClusterLedger.this.merged(merged, decisionTime);
          }
        });
  }

  /**
   * Replaces the cluster's members; updates that waited for the change may be decided. The newest
   * event counts, whatever its revision: only the clustering writes these events, each once and in
   * order, so that its next one corrects a forged one in between.
   */
  public List<LedgerRecord> members(
      ClusterEvent.MembersChanged members, DecisionTime decisionTime) {
    if (members.revision() == state.revision
        && members.epoch() == state.epoch
        && members.members().equals(state.membership())) {
      return List.of();
    }
    var records = new ArrayList<LedgerRecord>();
    boolean isBorn = state.epoch == 0 && state.version == 0 && members.epoch() > 0;
    apply(new LedgerRecord.MembersKnown(members), records);
    if (isBorn) {
      AdapterManifest initial = rules.initialManifest(state.cluster, decisionTime.streamTime());
      apply(new VersionStep.Begun(initial), records);
    }
    waiting(decisionTime, records).decideAll();
    return settled(records, decisionTime);
  }

  /** Applies a block or its end; windows do not wait for blocked clients. */
  List<LedgerRecord> policy(ClusterEvent.ClientPolicyChanged policy, DecisionTime decisionTime) {
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
      waiting(decisionTime, records).decide(submission);
    }
    return settled(records, decisionTime);
  }

  /** An operator releases an update that was quarantined; its chunks are inspected again. */
  List<LedgerRecord> released(ClusterEvent.UpdateReleased released, DecisionTime decisionTime) {
    var records = new ArrayList<LedgerRecord>();
    var position = new RecordPosition(released.topic(), released.partition(), released.offset());
    var arrival = new ManifestArrival(released.manifest(), decisionTime.streamTime(), position);
    var decision = new OperatorRulingDecision(rules, state, decisionTime);
    apply(decision.released(arrival, released.chunkOffsets(), released.ruling()), records);
    waiting(decisionTime, records).decide(Submission.of(arrival.manifest()));
    return settled(records, decisionTime);
  }

  /** Applies a person's decision that a quarantined update never counts. */
  List<LedgerRecord> discarded(ClusterEvent.UpdateDiscarded discarded, DecisionTime decisionTime) {
    var records = new ArrayList<LedgerRecord>();
    var decision = new OperatorRulingDecision(rules, state, decisionTime);
    apply(decision.discarded(discarded.update(), discarded.ruling()), records);
    return records;
  }

  /** Applies the inspection of a chunk that arrived. */
  List<LedgerRecord> inspected(ChunkReply.ChunkInspected inspection, DecisionTime decisionTime) {
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
    waiting(decisionTime, records).decide(Submission.of(inspection));
    return settled(records, decisionTime);
  }

  /** Applies the distances that were measured in one chunk of the closed window. */
  List<LedgerRecord> measured(ChunkReply.ChunkMeasured measured, DecisionTime decisionTime) {
    if (state.closing == null || !state.closing.awaits(measured)) {
      return List.of();
    }
    var records = new ArrayList<LedgerRecord>();
    apply(new VersionStep.DistancesKnown(measured), records);
    return settled(records, decisionTime);
  }

  /** Notes that one chunk of the version in progress was written. */
  List<LedgerRecord> merged(ChunkReply.ChunkMerged merged, DecisionTime decisionTime) {
    if (state.closing == null || !state.closing.awaits(merged)) {
      return List.of();
    }
    var records = new ArrayList<LedgerRecord>();
    apply(new VersionStep.ChunkReady(merged), records);
    return settled(records, decisionTime);
  }

  /**
   * Handles the passing of time: closes windows, gives up what waited too long, and repeats
   * commands whose replies are overdue.
   */
  public List<LedgerRecord> tick(DecisionTime decisionTime) {
    var records = new ArrayList<LedgerRecord>();
    overdue
        .repeated(state.closing, rules.limits().chunkWait(), decisionTime.wallClock())
        .ifPresent(commands -> apply(commands, records));
    waiting(decisionTime, records).giveUpOverdue();
    return settled(records, decisionTime);
  }

  /**
   * Returns whether, as far as is known here, the clustering never named this cluster. Then no
   * update of it ever counted, and a client may have invented it.
   */
  public boolean isUnknown() {
    return state.epoch == 0 && state.decisions.isEmpty();
  }

  /** Returns how many entries are stored for an unknown cluster. */
  public int entries() {
    return 1 + state.pending.size() + state.histories.size();
  }

  /** Undecided updates whose manifest or chunks have not all arrived. */
  public int incomplete() {
    return state.incomplete(rules.chunks());
  }

  /**
   * Evicts an unknown cluster: all waiting updates go to quarantine, and {@link #changes} then
   * removes every entry. Only the fact that these updates were rejected is forgotten: they never
   * counted, and none belonged to a known member.
   */
  public List<LedgerRecord> dismiss(DecisionTime decisionTime) {
    if (!isUnknown()) {
      throw new IllegalStateException(state.cluster + " has had members and cannot be dismissed");
    }
    var records = new ArrayList<LedgerRecord>();
    waiting(decisionTime, records).dismissAll();
    apply(new LedgerRecord.Dismissed(), records);
    return records;
  }

  /** Closes windows and publishes versions for as long as one leads to the other. */
  private List<LedgerRecord> settled(List<LedgerRecord> records, DecisionTime decisionTime) {
    Optional<LedgerRecord> step = new WindowDecision(rules, state, decisionTime).next();
    while (step.isPresent()) {
      apply(step.get(), records);
      waiting(decisionTime, records).admit();
      step = new WindowDecision(rules, state, decisionTime).next();
    }
    if (state.histories.strangers() > rules.limits().strangers()) {
      apply(new LedgerRecord.StrangersForgotten(), records);
    }
    return records;
  }

  private WaitingUpdates waiting(DecisionTime decisionTime, List<LedgerRecord> records) {
    return new WaitingUpdates(rules, state, decisionTime, record -> apply(record, records));
  }

  private UpdateDecision decision(DecisionTime decisionTime) {
    return new UpdateDecision(rules, state, decisionTime);
  }

  private void apply(LedgerRecord record, List<LedgerRecord> records) {
    record.accept(transition);
    records.add(record);
  }
}
