package io.tributary.aggregation.ledger.decide;

import io.tributary.aggregation.gate.CandidateUpdate;
import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.gate.UpdateAcceptance;
import io.tributary.aggregation.ledger.state.LedgerState;
import io.tributary.aggregation.ledger.state.ManifestArrival;
import io.tributary.aggregation.ledger.state.PendingUpdate;
import io.tributary.aggregation.ledger.state.SequenceHistory;
import io.tributary.aggregation.ledger.state.Submission;
import io.tributary.schemas.event.ChunkReply.ChunkInspected;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.UpdateManifest;
import java.util.List;
import java.util.Optional;

/**
 * Decides one update by the ledger's state; changes nothing.
 *
 * @param rules of the federation
 * @param state of the cluster
 * @param moment of the decision
 */
public record UpdateDecision(LedgerRules rules, LedgerState state, DecisionTime moment) {

  /** Returns the decision on a pending update; empty while it must wait. */
  public Optional<LedgerRecord> decide(Submission held) {
    UpdateId id = held.update();
    PendingUpdate pending = state.pending.get(held);
    if (pending == null || !pending.isComplete(rules.chunks())) {
      return Optional.empty();
    }
    UpdateManifest manifest = pending.arrival().manifest();
    if (state.histories.of(id.slot()).passed(id.sequence())) {
      return Optional.of(rejected(held, because().replayed(id)));
    }
    Optional<Rejection> blocked = because().blocked(id);
    if (blocked.isPresent() && !pending.isReleased()) {
      return Optional.of(rejected(held, blocked.get()));
    }
    boolean member = state.members.contains(id.slot());
    if (!member && manifest.epoch() < state.epoch) {
      return Optional.of(rejected(held, because().staleEpoch(manifest)));
    }
    boolean early =
        manifest.epoch() > state.epoch || because().isKeyless(id.slot()) || claimsTooMuch(manifest);
    if (!member || early || waitsForRoom(held)) {
      return Optional.empty();
    }
    return Optional.of(gated(held, pending));
  }

  /**
   * Refuses a manifest that only the slot's client may send and another author sent, or whose
   * sequence is out of reach. No decision about the update is made.
   */
  public Optional<LedgerRecord> foreign(ManifestArrival arrival) {
    Submission submission = Submission.of(arrival.manifest());
    return because()
        .foreign(submission)
        .map(why -> new LedgerRecord.Refused(submission, why, Optional.of(arrival), List.of()));
  }

  /** Refuses such a chunk in the same way. */
  public Optional<LedgerRecord> foreign(ChunkInspected inspection) {
    Submission submission = Submission.of(inspection);
    return because()
        .foreign(submission)
        .map(
            why ->
                new LedgerRecord.Refused(submission, why, Optional.empty(), List.of(inspection)));
  }

  /**
   * Refuses in the same way all that waits under a key that is not the client's, once the client's
   * key is known.
   */
  public Optional<LedgerRecord> foreign(Submission held) {
    return because().foreign(held).map(why -> refused(held, why));
  }

  /**
   * Returns whether it claims more samples than its slot announced; a new announcement may be on
   * its way.
   */
  private boolean claimsTooMuch(UpdateManifest manifest) {
    return rules.checksSamples() && manifest.samples() > state.announced(manifest.id().slot());
  }

  /**
   * Returns whether only room is missing: windows of the strategy take a limited number of updates.
   */
  public boolean waitsForRoom(Submission held) {
    UpdateId id = held.update();
    PendingUpdate pending = state.pending.get(held);
    int version = state.versionFor(id.slot());
    return pending != null
        && pending.isComplete(rules.chunks())
        && state.members.contains(id.slot())
        && !because().isKeyless(id.slot())
        && version != 0
        && state.filled(version).contributions.size() >= rules.strategy().maxParts();
  }

  /** Returns the decision on an update that may wait no longer. */
  public LedgerRecord giveUp(Submission held) {
    PendingUpdate pending = state.pending.get(held);
    if (pending.arrival() == null) {
      return rejected(held, because().orphaned(held));
    }
    if (!pending.isComplete(rules.chunks())) {
      return rejected(
          held,
          new Rejection(
              RejectReason.CHUNK_MISSING,
              "chunks must be " + rules.chunks() + ", came " + pending.chunks().size()));
    }
    UpdateManifest manifest = pending.arrival().manifest();
    if (because().isKeyless(manifest.id().slot())) {
      return rejected(held, because().keyMismatch(held));
    }
    if (state.members.contains(manifest.id().slot()) && claimsTooMuch(manifest)) {
      return rejected(held, because().samplesDiffer(manifest));
    }
    return rejected(
        held, state.epoch == 0 ? because().unknownCluster() : because().unknownSlot(pending));
  }

  /** Returns the decision on an update of an evicted cluster. */
  public LedgerRecord dismissed(Submission held) {
    return rejected(
        held,
        state.pending.get(held).arrival() == null
            ? because().orphaned(held)
            : because().tooManyStrangers());
  }

  /**
   * Returns the record of a manifest whose sequence was decided or passed before, or that is
   * waiting already; empty for others.
   */
  public Optional<LedgerRecord> repeated(ManifestArrival arrival) {
    Submission submission = Submission.of(arrival.manifest());
    UpdateId id = submission.update();
    PendingUpdate pending = state.pending.get(submission);
    SequenceHistory history = state.histories.of(id.slot());
    if (history.holds(id.sequence()) || (pending != null && pending.arrival() != null)) {
      return Optional.of(
          new LedgerRecord.Repeated(
              entries().of(id, Verdict.DUPLICATE, RejectReason.NONE, "same id as before")));
    }
    return history.passed(id.sequence())
        ? Optional.of(rejected(submission, because().replayed(id), arrival))
        : Optional.empty();
  }

  /** Returns the record of a chunk that is no longer waited for; empty for others. */
  public Optional<LedgerRecord> late(ChunkInspected inspection) {
    UpdateId id = inspection.update();
    SequenceHistory history = state.histories.of(id.slot());
    Submission submission = Submission.of(inspection);
    if (state.pending.containsKey(submission) || id.sequence() > history.highest()) {
      return Optional.empty();
    }
    // An update that is too old to remember is decided once, by its manifest, and not for every
    // chunk.
    return Optional.of(
        history.holds(id.sequence()) || history.isTooOld(id.sequence())
            ? new LedgerRecord.ChunkRefused(submission, inspection.index())
            : rejected(submission, because().replayed(id), null));
  }

  private LedgerRecord rejected(Submission held, Rejection rejection) {
    return rejected(held, rejection, state.pending.get(held).arrival());
  }

  /**
   * Returns the record of an update that does not count. Where records are signed and the slot or
   * its key is unknown, the update belongs to no client: then no decision is remembered that would
   * bind the slot's client.
   *
   * @param arrival its manifest; null where none was seen
   */
  public LedgerRecord rejected(
      Submission submission, Rejection rejection, ManifestArrival arrival) {
    SlotId slot = submission.update().slot();
    boolean nobodys =
        because().isKeyless(slot) || (rules.signed() && !state.known.containsKey(slot));
    return nobodys
        ? refused(submission, rejection, arrival)
        : entries().quarantined(submission, rejection, arrival);
  }

  private LedgerRecord refused(Submission held, Rejection rejection) {
    return refused(held, rejection, state.pending.get(held).arrival());
  }

  private LedgerRecord refused(
      Submission submission, Rejection rejection, ManifestArrival arrival) {
    PendingUpdate pending = state.pending.get(submission);
    return new LedgerRecord.Refused(
        submission,
        rejection,
        Optional.ofNullable(arrival),
        pending == null ? List.of() : pending.inOrder());
  }

  private RejectionEntries entries() {
    return new RejectionEntries(rules, state, moment);
  }

  private RejectionReasons because() {
    return new RejectionReasons(rules, state);
  }

  private LedgerRecord gated(Submission held, PendingUpdate pending) {
    ManifestArrival arrival = pending.arrival();
    SlotId slot = arrival.manifest().id().slot();
    int version = state.versionFor(slot);
    if (version == 0) {
      return rejected(held, because().slotAhead(slot));
    }
    var candidate =
        new CandidateUpdate(
            arrival.manifest(),
            arrival.recordTime(),
            pending.inOrder(),
            version,
            state.version,
            state.digests,
            state.filled(version).units,
            state.norms.usual(rules.norms()),
            pending.isReleased(),
            Math.max(state.members.size(), state.filled(version).contributions.size() + 1));
    UpdateManifest manifest = arrival.manifest();
    var strategy = new StrategyRules(rules, state);
    Optional<Rejection> refused =
        rules
            .gate()
            .refuse(candidate)
            .or(() -> strategy.refuseClaims(manifest.rank(), manifest.productNorm()))
            .or(() -> strategy.refuseOrigin(candidate.staleness()));
    if (refused.isPresent()) {
      return rejected(held, refused.get());
    }
    UpdateAcceptance acceptance = rules.gate().accept(candidate);
    Contribution contribution =
        contribution(manifest, acceptance, strategy.counted(manifest.productNorm(), candidate));
    return strategy
        .refuse(contribution, version)
        .map(rejection -> rejected(held, rejection))
        .orElseGet(() -> accepted(pending, contribution, version, acceptance));
  }

  private static Contribution contribution(
      UpdateManifest manifest, UpdateAcceptance acceptance, double productNorm) {
    return new Contribution(
        manifest.id(),
        acceptance.weight().discounted(),
        acceptance.clip(),
        acceptance.staleness(),
        acceptance.weight().full(),
        manifest.rank(),
        productNorm);
  }

  private LedgerRecord accepted(
      PendingUpdate pending, Contribution contribution, int version, UpdateAcceptance acceptance) {
    var entry =
        new LedgerEntry(
            contribution.update(),
            state.cluster,
            Verdict.ACCEPTED,
            RejectReason.NONE,
            pending.isReleased() ? "released by " + pending.release() : "",
            version,
            contribution.weight(),
            contribution.clip(),
            contribution.staleness(),
            moment.streamTime(),
            acceptance.norm());
    return new LedgerRecord.Accepted(
        entry,
        contribution,
        pending.inOrder(),
        acceptance.eventTime(),
        moment.wallClock(),
        pending.isReleased());
  }
}
