package io.tributary.infra.sim.fleet;

import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.util.Map;
import java.util.TreeMap;

/** Keeps one slot of a client with its progress. */
final class SimulatedSlot {
  final SlotId id;
  final int slotsOfClient;
  final boolean byzantine;

  /** The number of the task that the slot's text belongs to. */
  final int task;

  long samples;

  /** The lead of the client's clock, in milliseconds. */
  final long skew;

  /** Whether it joins after others have been clustered. */
  final boolean late;

  boolean announced;

  /** Whether a transmission of it is in flight, for which an honest slot waits. */
  boolean sending;

  long sequence;

  /** The number of updates that it will still send. */
  int left;

  /** The newest version of each cluster that it trained from. */
  final Map<ClusterId, Integer> trainedFrom = new TreeMap<>();

  SimulatedSlot(
      SlotId id,
      int slotsOfClient,
      boolean byzantine,
      int task,
      long samples,
      long skew,
      boolean late,
      int left) {
    this.id = id;
    this.slotsOfClient = slotsOfClient;
    this.byzantine = byzantine;
    this.task = task;
    this.samples = samples;
    this.skew = skew;
    this.late = late;
    this.left = left;
  }
}
