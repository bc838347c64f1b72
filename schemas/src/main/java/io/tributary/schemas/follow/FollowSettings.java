package io.tributary.schemas.follow;

import io.tributary.schemas.adapter.AdapterLayout;

/**
 * What a follower wants to hear.
 *
 * @param layout of the federation's adapters
 * @param history newest versions of each cluster, >= 1; with 1 they only grow
 * @param withLedger whether to hear decisions, too
 */
public record FollowSettings(AdapterLayout layout, int history, boolean withLedger) {
  public FollowSettings {
    if (history < 1) {
      throw new IllegalArgumentException("history of versions must be >= 1, was " + history);
    }
  }

  /** Only what is newer than all before, and the decisions about it. */
  public static FollowSettings newestWithLedger(AdapterLayout layout) {
    return new FollowSettings(layout, 1, true);
  }
}
