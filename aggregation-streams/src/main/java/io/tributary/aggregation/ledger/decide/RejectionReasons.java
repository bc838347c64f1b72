package io.tributary.aggregation.ledger.decide;

import io.tributary.aggregation.gate.BlockedClientRule;
import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.ledger.state.LedgerState;
import io.tributary.aggregation.ledger.state.PendingUpdate;
import io.tributary.aggregation.ledger.state.Submission;
import io.tributary.schemas.event.ClusterEvent.Member;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientKey;
import io.tributary.schemas.update.UpdateManifest;
import java.util.Optional;

/**
 * Finds the reasons for which the ledger, which knows the cluster's history, rejects an update.
 *
 * @param rules of the federation
 * @param state of the cluster
 */
public record RejectionReasons(LedgerRules rules, LedgerState state) {
  /**
   * The largest first sequence of a slot in this cluster: a slot that comes from another cluster
   * continues its sequence.
   */
  static final long MAX_FIRST_SEQUENCE = 1_000_000_000;

  /**
   * The largest gap of a slot's sequence: updates that it may have sent elsewhere, or lost, between
   * two of this cluster's.
   */
  static final long MAX_SEQUENCE_STEP = 1_000_000;

  /** Returns why no record of the update's client counts; empty if they may. */
  public Optional<Rejection> blocked(UpdateId id) {
    ClientId client = id.slot().client();
    return state
        .decisions
        .blocking(client)
        .map(block -> BlockedClientRule.rejection(client, block));
  }

  /** Returns why records under an update's name cannot be part of it; empty if they may be. */
  Optional<Rejection> foreign(Submission submission) {
    return ofAnother(submission).or(() -> outOfReach(submission.update()));
  }

  private Optional<Rejection> ofAnother(Submission submission) {
    SlotId slot = submission.update().slot();
    Member member = state.known.get(slot);
    return !rules.signed()
            || member == null
            || isKeyless(slot)
            || member.key().equals(submission.author())
        ? Optional.empty()
        : Optional.of(keyMismatch(submission));
  }

  /**
   * Returns whether the slot is a member and records are signed, and yet its key is unknown: an
   * operator removed it, or a forged event replaced the members. The clustering sends the members
   * again and again; until then nothing is decided.
   */
  boolean isKeyless(SlotId slot) {
    Member member = state.known.get(slot);
    return rules.signed() && member != null && member.key().isEmpty();
  }

  Rejection keyMismatch(Submission submission) {
    SlotId slot = submission.update().slot();
    return new Rejection(
        RejectReason.KEY_MISMATCH,
        "records of "
            + slot
            + " must be signed with key "
            + state.known.get(slot).key().map(ClientKey::shortForm).orElse("none")
            + ", was "
            + submission.author().map(ClientKey::shortForm).orElse("none")
            + ": use the client's own state folder, or have an operator register the new"
            + " key (tributary clients register)");
  }

  /**
   * Returns why a sequence is out of reach; empty if it is not. One record must not use up the
   * sequences of a slot.
   */
  private Optional<Rejection> outOfReach(UpdateId id) {
    long highest = state.histories.of(id.slot()).highest();
    long reach = highest == 0 ? MAX_FIRST_SEQUENCE : highest + MAX_SEQUENCE_STEP;
    return id.sequence() <= reach
        ? Optional.empty()
        : Optional.of(
            new Rejection(
                RejectReason.SEQUENCE_AHEAD,
                "sequence must be <= "
                    + reach
                    + (highest == 0 ? " for a slot's first update" : ", the newest decided is ")
                    + (highest == 0 ? "" : highest)
                    + ", was "
                    + id.sequence()));
  }

  Rejection replayed(UpdateId id) {
    return new Rejection(
        RejectReason.SEQUENCE_REPLAYED,
        "sequence must be > "
            + state.histories.of(id.slot()).highest()
            + ", the newest decided, was "
            + id.sequence());
  }

  Rejection staleEpoch(UpdateManifest manifest) {
    return new Rejection(
        RejectReason.STALE_EPOCH,
        manifest.id().slot()
            + " is not in "
            + state.cluster
            + " since epoch "
            + state.epoch
            + ", the update knows epoch "
            + manifest.epoch()
            + ": read cluster-state");
  }

  Rejection slotAhead(SlotId slot) {
    return new Rejection(
        RejectReason.SLOT_AHEAD,
        slot
            + " already contributes to windows "
            + state.open.version
            + " and "
            + (state.open.version + 1)
            + ": wait for version "
            + state.open.version);
  }

  Rejection orphaned(Submission held) {
    int chunks = state.pending.get(held).chunks().size();
    return new Rejection(RejectReason.CHUNK_ORPHANED, "no manifest came for " + chunks + " chunks");
  }

  Rejection tooManyStrangers() {
    return new Rejection(
        RejectReason.UNKNOWN_CLUSTER,
        state.cluster
            + " has had no members, and more than "
            + rules.limits().strangers()
            + " entries about such clusters wait: read cluster-state");
  }

  Rejection unknownCluster() {
    return new Rejection(
        RejectReason.UNKNOWN_CLUSTER,
        state.cluster + " has had no members for " + rules.limits().membershipWait());
  }

  Rejection samplesDiffer(UpdateManifest manifest) {
    return new Rejection(
        RejectReason.SAMPLES_DIFFER,
        "samples must be <= "
            + state.announced(manifest.id().slot())
            + ", as "
            + manifest.id().slot()
            + " announced, were "
            + manifest.samples()
            + ": announce the slot's samples before its updates");
  }

  Rejection unknownSlot(PendingUpdate pending) {
    UpdateManifest manifest = pending.arrival().manifest();
    return new Rejection(
        RejectReason.UNKNOWN_SLOT,
        manifest.id().slot()
            + " of epoch "
            + manifest.epoch()
            + " is no member of "
            + state.cluster
            + " in epoch "
            + state.epoch);
  }
}
