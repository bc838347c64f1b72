package io.tributary.infra.sim.check;

import static io.tributary.infra.sim.check.InvariantBroken.require;

import io.tributary.infra.sim.fleet.DeliveredRecords;
import io.tributary.infra.sim.view.OutputListener;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Checks that the clustering only moves forward, and forgets no slot. */
final class ClusterCheck implements OutputListener {
  private final DeliveredRecords deliveredRecords;
  private final Set<String> withheld = new TreeSet<>();
  private final Set<ClusterId> named = new TreeSet<>();
  private ClusterState newest;

  ClusterCheck(DeliveredRecords deliveredRecords) {
    this.deliveredRecords = deliveredRecords;
  }

  @Override
  public void clusters(ClusterState state) {
    long revision = newest == null ? 0 : newest.revision();
    int epoch = newest == null ? 0 : newest.epoch();
    require(
        state.revision() == revision + 1,
        Invariant.EPOCHS_GROW,
        "the revision after " + revision,
        revision + 1,
        state.revision());
    // The first clustering may have moved on before it was written, for slots that were waiting.
    int most = newest == null ? 2 : 1;
    require(
        state.epoch() >= epoch && state.epoch() <= epoch + most,
        Invariant.EPOCHS_GROW,
        "the epoch of revision " + state.revision(),
        epoch + " or one more",
        state.epoch());
    newest = state;
    state.clusters().forEach(cluster -> named.add(cluster.id()));
  }

  /** Returns whether a cluster was ever named. */
  boolean wasNamed(ClusterId cluster) {
    return named.contains(cluster);
  }

  @Override
  public void quarantined(QuarantineRecord record) {
    if (record.reason() == RejectReason.CLIENT_BLOCKED) {
      withheld.add(record.subject());
    }
  }

  /** Returns the members of a cluster by the newest state. */
  SortedSet<SlotId> members(ClusterId cluster) {
    var members = new TreeSet<SlotId>();
    if (newest != null) {
      newest
          .assignments()
          .forEach(
              (slot, home) -> {
                if (home.equals(cluster)) {
                  members.add(slot);
                }
              });
    }
    return members;
  }

  /**
   * Checks at the end that every announced slot has a place or is withheld, and no slot of a
   * blocked client has one.
   */
  void requireSlotsPlaced() {
    if (newest == null) {
      return;
    }
    for (SlotId slot : deliveredRecords.announced()) {
      boolean placed = newest.assignments().containsKey(slot) || newest.parked().contains(slot);
      if (deliveredRecords.isBlocked(slot.client())) {
        require(
            !placed,
            Invariant.SLOTS_HAVE_A_PLACE,
            slot + " of a blocked client",
            "nowhere",
            "there");
      } else {
        require(
            placed || withheld.contains(slot.toString()),
            Invariant.SLOTS_HAVE_A_PLACE,
            slot.toString(),
            "somewhere",
            "nowhere");
      }
    }
    for (SlotId slot : newest.assignments().keySet()) {
      require(
          deliveredRecords.announced().contains(slot),
          Invariant.SLOTS_HAVE_A_PLACE,
          slot + " of " + newest.assignments().get(slot),
          "announced",
          "withdrawn or never seen");
    }
  }
}
