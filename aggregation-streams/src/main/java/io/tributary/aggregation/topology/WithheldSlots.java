package io.tributary.aggregation.topology;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.update.TaskEmbedding;
import java.util.List;
import java.util.function.Predicate;

/** Embeddings of blocked clients, kept until they are unblocked; not more than a bound. */
final class WithheldSlots {
  /** What comes beyond it must be announced once more when its client is unblocked. */
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

  /** Notes that the slot's entry is about to be removed. */
  void remove(SlotId slot) {
    if (store.isWithheld(slot)) {
      count--;
    }
  }

  /** Some clients' embeddings, in the order of their slots; they are withheld no longer. */
  List<TaskEmbedding> take(Predicate<ClientId> clients) {
    List<TaskEmbedding> taken = store.takeWithheld(clients);
    count -= taken.size();
    return taken;
  }
}
