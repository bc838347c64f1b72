package io.tributary.aggregation.topology.clustering;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.update.TaskEmbedding;
import java.util.List;
import java.util.function.Predicate;

/** Keeps announcements of blocked clients until they are unblocked, up to a bound. */
final class WithheldSlots {
  /**
   * The largest number of withheld announcements; a client whose announcement was dropped must
   * announce again when it is unblocked.
   */
  private static final int MOST = 10_000;

  private final ClusteringStore store;
  private int count;

  WithheldSlots(ClusteringStore store) {
    this.store = store;
    count = store.withheld();
  }

  void put(SlotId slot, byte[] embedding) {
    boolean replaced = store.isWithheld(slot);
    if (replaced || count < MOST) {
      store.withhold(slot, embedding);
      count += replaced ? 0 : 1;
    }
  }

  /** Records that the slot's entry is about to be removed. */
  void remove(SlotId slot) {
    if (store.isWithheld(slot)) {
      count--;
    }
  }

  /**
   * Returns some clients' announcements, in the order of their slots, and withholds them no longer.
   */
  List<TaskEmbedding> take(Predicate<ClientId> clients) {
    List<TaskEmbedding> taken = store.takeWithheld(clients);
    count -= taken.size();
    return taken;
  }
}
