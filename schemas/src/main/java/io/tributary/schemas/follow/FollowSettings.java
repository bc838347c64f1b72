package io.tributary.schemas.follow;

import io.tributary.schemas.adapter.AdapterLayout;

/**
 * What a follower wants to hear.
 *
 * @param layout of the federation's adapters
 * @param history newest versions of each cluster, >= 1; with 1 they only grow
 * @param ledger which decisions to hear
 */
public record FollowSettings(AdapterLayout layout, int history, Ledger ledger) {
  public FollowSettings {
    if (history < 1) {
      throw new IllegalArgumentException("history of versions must be >= 1, was " + history);
    }
  }

  /** Which decisions a follower hears. */
  public enum Ledger {
    NONE,
    /** Those that are taken from now on. */
    NEW,
    /** All of them, from the first on. */
    ALL
  }

  /** Of every cluster only the newest version. */
  public static FollowSettings newest(AdapterLayout layout, Ledger ledger) {
    return new FollowSettings(layout, 1, ledger);
  }
}
