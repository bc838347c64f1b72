package io.tributary.schemas.follow;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;

/**
 * Hears what a follower reads, always on the follower's one thread; must return soon. Whatever it
 * throws ends the follower, and it hears of that.
 */
public interface FollowListener {
  /**
   * The newest cluster state of the topic. It replaces the one before, whatever its revision: the
   * topic has one writer and one partition, so that what comes later is newer, and a number that
   * was made up is put right by the next state.
   */
  void clusterState(ClusterState state);

  /**
   * A version of which every byte has arrived and matched its digest; each comes once. Those that
   * are older than the wanted history are left out; with a history of one they only grow.
   */
  void version(AdapterManifest manifest, LoraAdapter adapter);

  /** A decision that was logged after the follower started; only if the ledger is followed. */
  default void decision(LedgerEntry entry) {}

  /**
   * Where a slot's next round starts, of which every chunk has arrived; only if such starts are
   * followed.
   */
  default void personal(PersonalInits.Start start) {}

  /** A published version that cannot be used, told once; the log says which. */
  default void skipped(SkipReason reason) {}

  /**
   * Nothing will come any more.
   *
   * @param cause a {@link io.tributary.schemas.settings.Failure} if broker or registry refused us;
   *     anything else is a bug, or the cause of it an {@link Error}
   */
  void failed(RuntimeException cause);
}
