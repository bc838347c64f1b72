package io.tributary.worker.state;

import io.tributary.schemas.id.ClusterId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The progress of a slot.
 *
 * @param sequence of its newest update, 0 before the first
 * @param trainedBases the newest version of each cluster's adapter that it trained from
 * @param unsent its newest update, unless it is known to be committed
 * @param memory what its local method remembers of the round that made it
 */
public record SlotState(
    long sequence,
    SortedMap<ClusterId, Integer> trainedBases,
    Optional<OutgoingUpdate> unsent,
    SlotMemory memory) {
  /** The state of a slot that has not trained yet. */
  public static final SlotState FRESH =
      new SlotState(0, new TreeMap<>(), Optional.empty(), SlotMemory.EMPTY);

  public SlotState {
    trainedBases = Collections.unmodifiableSortedMap(new TreeMap<>(trainedBases));
  }

  /** Returns the newest version of the cluster's adapter that it trained from; -1 if none. */
  public int trainedBase(ClusterId cluster) {
    return trainedBases.getOrDefault(cluster, -1);
  }

  /**
   * Returns the state after what is known from the ledger: a slot whose state was lost goes on
   * after the newest decided update, because an id that was decided before does not count again.
   */
  public SlotState after(long decided) {
    return decided > sequence ? new SlotState(decided, trainedBases, unsent, memory) : this;
  }

  /** Returns the state after training: the next sequence, with its update still to be sent. */
  public SlotState trained(
      ClusterId cluster, int base, OutgoingUpdate update, SlotMemory remembered) {
    var bases = new TreeMap<>(trainedBases);
    bases.put(cluster, base);
    return new SlotState(sequence + 1, bases, Optional.of(update), remembered);
  }

  /** Returns the state after the update's transaction was committed. */
  public SlotState sent() {
    return new SlotState(sequence, trainedBases, Optional.empty(), memory);
  }
}
