package io.tributary.aggregation.ledger;

import io.tributary.aggregation.gate.Acceptance;
import io.tributary.aggregation.gate.Candidate;
import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.merge.strategy.SelectingStrategy;
import io.tributary.schemas.event.ClusterEvent.ChunkInspected;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.UpdateManifest;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides one update from what the ledger knows; changes nothing.
 *
 * @param rules of the federation
 * @param state of the cluster
 * @param moment of the decision
 */
record UpdateDecision(LedgerRules rules, LedgerState state, Moment moment) {

  /** The decision on a pending update; empty while it must wait. */
  Optional<LedgerRecord> decide(UpdateId id) {
    PendingUpdate pending = state.pending.get(id);
    if (pending == null || !pending.isComplete(rules.chunks())) {
      return Optional.empty();
    }
    UpdateManifest manifest = pending.arrival().manifest();
    if (state.histories.of(id.slot()).passed(id.sequence())) {
      return Optional.of(quarantined(id, because().replayed(id)));
    }
    Optional<Rejection> blocked = because().blocked(id);
    if (blocked.isPresent() && !pending.isReleased()) {
      return Optional.of(quarantined(id, blocked.get()));
    }
    boolean member = state.members.contains(id.slot());
    if (!member && manifest.epoch() < state.epoch) {
      return Optional.of(quarantined(id, because().staleEpoch(manifest)));
    }
    if (!member || manifest.epoch() > state.epoch || waitsForRoom(id)) {
      return Optional.empty();
    }
    return Optional.of(gated(pending));
  }

  /** Whether nothing is missing but room: the strategy's windows hold so many updates only. */
  boolean waitsForRoom(UpdateId id) {
    PendingUpdate pending = state.pending.get(id);
    int version = state.versionFor(id.slot());
    return pending != null
        && pending.isComplete(rules.chunks())
        && state.members.contains(id.slot())
        && version != 0
        && state.partsOf(version) >= rules.strategy().maxParts();
  }

  /** Which of the closed window's updates make its version. */
  LedgerRecord choice(SelectingStrategy strategy) {
    Closing closing = state.closing;
    List<UpdateId> chosen = strategy.choose(List.copyOf(closing.distances().values()));
    long divisor = 0;
    var leftOut = new ArrayList<LedgerEntry>();
    for (Contribution contribution : closing.contributions().values()) {
      if (chosen.contains(contribution.update())) {
        divisor += contribution.units();
      } else {
        leftOut.add(
            entries()
                .of(
                    contribution.update(),
                    Verdict.LEFT_OUT,
                    RejectReason.NONE,
                    strategy.name()
                        + " chose "
                        + chosen.size()
                        + " others for version "
                        + closing.version()));
      }
    }
    return new LedgerRecord.Chosen(closing.version(), divisor, chosen, leftOut);
  }

  /** The decision on an update that may wait no longer. */
  LedgerRecord giveUp(UpdateId id) {
    PendingUpdate pending = state.pending.get(id);
    if (pending.arrival() == null) {
      return quarantined(id, because().orphaned(id));
    }
    if (!pending.isComplete(rules.chunks())) {
      return quarantined(
          id,
          new Rejection(
              RejectReason.CHUNK_MISSING,
              "chunks must be " + rules.chunks() + ", came " + pending.chunks().size()));
    }
    return quarantined(
        id, state.epoch == 0 ? because().unknownCluster() : because().unknownSlot(pending));
  }

  /** The decision on an update of a cluster of which nothing is kept any more. */
  LedgerRecord dismissed(UpdateId id) {
    return quarantined(
        id,
        state.pending.get(id).arrival() == null
            ? because().orphaned(id)
            : because().tooManyStrangers());
  }

  /** A manifest whose sequence was decided or passed before, or that is waiting already. */
  Optional<LedgerRecord> repeated(ManifestArrival arrival) {
    UpdateId id = arrival.manifest().id();
    PendingUpdate pending = state.pending.get(id);
    SequenceHistory history = state.histories.of(id.slot());
    if (history.holds(id.sequence()) || (pending != null && pending.arrival() != null)) {
      return Optional.of(
          new LedgerRecord.Repeated(
              entries().of(id, Verdict.DUPLICATE, RejectReason.NONE, "same id as before")));
    }
    return history.passed(id.sequence())
        ? Optional.of(entries().quarantined(id, because().replayed(id), arrival))
        : Optional.empty();
  }

  /** A chunk that nobody waits for any more. */
  Optional<LedgerRecord> late(ChunkInspected inspection) {
    UpdateId id = inspection.update();
    SequenceHistory history = state.histories.of(id.slot());
    if (state.pending.containsKey(id) || id.sequence() > history.highest()) {
      return Optional.empty();
    }
    return Optional.of(
        history.holds(id.sequence())
            ? new LedgerRecord.ChunkRefused(id, inspection.index())
            : entries().quarantined(id, because().replayed(id), null));
  }

  private LedgerRecord quarantined(UpdateId id, Rejection rejection) {
    return entries().quarantined(id, rejection, state.pending.get(id).arrival());
  }

  private DecisionEntries entries() {
    return new DecisionEntries(rules, state, moment);
  }

  private Rejections because() {
    return new Rejections(rules, state);
  }

  private LedgerRecord gated(PendingUpdate pending) {
    ManifestArrival arrival = pending.arrival();
    SlotId slot = arrival.manifest().id().slot();
    int version = state.versionFor(slot);
    if (version == 0) {
      return quarantined(arrival.manifest().id(), because().slotAhead(slot));
    }
    var candidate =
        new Candidate(
            arrival.manifest(),
            arrival.recordTime(),
            pending.inOrder(),
            version,
            state.version,
            state.digests,
            state.unitsOf(version),
            state.norms.usual(rules.norms()),
            pending.isReleased());
    UpdateManifest manifest = arrival.manifest();
    var strategy = new StrategyRules(rules, state);
    Optional<Rejection> refused =
        rules
            .gate()
            .refuse(candidate)
            .or(() -> strategy.refuseClaims(manifest.rank(), manifest.productNorm()))
            .or(() -> strategy.refuseOrigin(candidate.staleness()));
    if (refused.isPresent()) {
      return quarantined(manifest.id(), refused.get());
    }
    Acceptance acceptance = rules.gate().accept(candidate);
    Contribution part = contribution(manifest, acceptance);
    return strategy
        .refuse(part, version)
        .map(rejection -> quarantined(manifest.id(), rejection))
        .orElseGet(() -> accepted(pending, part, version, acceptance));
  }

  private static Contribution contribution(UpdateManifest manifest, Acceptance acceptance) {
    return new Contribution(
        manifest.id(),
        acceptance.weight().discounted(),
        acceptance.clip(),
        acceptance.staleness(),
        acceptance.weight().full(),
        manifest.rank(),
        manifest.productNorm());
  }

  private LedgerRecord accepted(
      PendingUpdate pending, Contribution part, int version, Acceptance acceptance) {
    var entry =
        new LedgerEntry(
            part.update(),
            state.cluster,
            Verdict.ACCEPTED,
            RejectReason.NONE,
            pending.isReleased() ? "released by " + pending.release() : "",
            version,
            part.weight(),
            part.clip(),
            part.staleness(),
            moment.streamTime(),
            acceptance.norm());
    return new LedgerRecord.Accepted(
        entry,
        part,
        pending.inOrder(),
        acceptance.eventTime(),
        moment.wallClock(),
        pending.isReleased());
  }
}
