package io.tributary.aggregation.ledger;

import io.tributary.aggregation.gate.BlockRule;
import io.tributary.aggregation.gate.Rejection;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.UpdateManifest;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.util.Optional;

/**
 * Why the ledger, which knows the cluster's history, may reject an update.
 *
 * @param rules of the federation
 * @param state of the cluster
 */
record Rejections(LedgerRules rules, LedgerState state) {

  /** Why nothing of the update's client counts; empty if it may. */
  Optional<Rejection> blocked(UpdateId id) {
    ClientId client = id.slot().client();
    return Optional.ofNullable(state.blocked.get(client))
        .map(why -> BlockRule.rejection(client, why));
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

  Rejection orphaned(UpdateId id) {
    int chunks = state.pending.get(id).chunks().size();
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
