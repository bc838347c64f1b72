package io.tributary.worker.state;

import io.tributary.schemas.id.ClusterId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a slot has done.
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
  /** A slot that has done nothing. */
  public static final SlotState FRESH =
      new SlotState(0, new TreeMap<>(), Optional.empty(), SlotMemory.EMPTY);

  public SlotState {
    trainedBases = Collections.unmodifiableSortedMap(new TreeMap<>(trainedBases));
  }

  /** The newest version of the cluster's adapter that it trained from; -1 if none. */
  public int trainedBase(ClusterId cluster) {
    return trainedBases.getOrDefault(cluster, -1);
  }

  /**
   * As it is known from the ledger: a slot whose state was lost goes on after the newest update
   * that was decided, since an id that was seen before counts for nothing.
   */
  public SlotState after(long decided) {
    return decided > sequence ? new SlotState(decided, trainedBases, unsent, memory) : this;
  }

  /** After training: the next sequence, with its update still to be sent. */
  public SlotState trained(
      ClusterId cluster, int base, OutgoingUpdate update, SlotMemory remembered) {
    var bases = new TreeMap<>(trainedBases);
    bases.put(cluster, base);
    return new SlotState(sequence + 1, bases, Optional.of(update), remembered);
  }

  /** After the update's transaction was committed. */
  public SlotState sent() {
    return new SlotState(sequence, trainedBases, Optional.empty(), memory);
  }
}
