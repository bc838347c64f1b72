package io.tributary.schemas.follow;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;

/**
 * Receives what a follower reads, always on the follower's one thread; its methods must return
 * soon. An exception ends the follower, which then calls {@link #failed}.
 */
public interface FollowListener {
  /**
   * Receives the newest cluster state of the topic. It replaces the one before, whatever its
   * revision: the topic has one writer and one partition, so a later record is newer, and the next
   * state corrects a revision that was made up.
   */
  void clusterState(ClusterState state);

  /**
   * Receives a version of which every byte has arrived and matched its digest; each version comes
   * once. Versions older than the wanted history are left out; with a history of one, versions only
   * increase.
   */
  void version(AdapterManifest manifest, LoraAdapter adapter);

  /**
   * Receives a decision that was logged after the follower started; only if the ledger is followed.
   */
  default void decision(LedgerEntry entry) {}

  /**
   * Receives a personal start, of which every chunk has arrived; only if personal starts are
   * followed.
   */
  default void personal(PersonalInits.Start start) {}

  /**
   * Receives the reason why a published version cannot be used, once per version; the log names the
   * version.
   */
  default void skipped(SkipReason reason) {}

  /**
   * Reports that the follower has ended and will report nothing more.
   *
   * @param cause a {@link io.tributary.schemas.settings.Failure} if broker or registry refused
   *     access; anything else is a bug, or has an {@link Error} as its cause
   */
  void failed(RuntimeException cause);
}
