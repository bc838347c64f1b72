package io.tributary.infra.sim.fleet;

import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.util.Map;
import java.util.TreeMap;

/** One slot of a client, and how far it is. */
final class SimulatedSlot {
  final SlotId id;
  final int slotsOfClient;
  final boolean byzantine;

  /** The number of the task that the slot's text belongs to. */
  final int task;

  long samples;

  /** How far the client's clock is ahead, in milliseconds. */
  final long skew;

  /** Whether it comes after others have been clustered. */
  final boolean late;

  boolean announced;

  /** Whether a transmission of it is on its way: an honest slot waits for it. */
  boolean sending;

  long sequence;

  /** Updates that it will still send. */
  int left;

  /** Newest version of each cluster that it trained from. */
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
