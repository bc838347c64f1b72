package io.tributary.schemas.follow;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.id.ClientId;
import java.util.Optional;
import java.util.Set;

/**
 * The selection of what a follower reports.
 *
 * @param layout of the federation's adapters
 * @param history number of newest versions of each cluster, >= 1; with 1 versions only increase
 * @param ledger which decisions to report
 * @param starts clients whose slots' personal starts to report, where the aggregator computes them:
 *     a client follows before it knows its slots
 * @param space embedding space that cluster states must have; empty: any
 */
public record FollowSettings(
    AdapterLayout layout,
    int history,
    Ledger ledger,
    Set<ClientId> starts,
    Optional<EmbeddingSpace> space) {
  public FollowSettings {
    starts = Set.copyOf(starts);
    if (history < 1) {
      throw new IllegalArgumentException("history of versions must be >= 1, was " + history);
    }
  }

  /** Creates settings without personal starts. */
  public FollowSettings(AdapterLayout layout, int history, Ledger ledger) {
    this(layout, history, ledger, Set.of(), Optional.empty());
  }

  /** The decisions that a follower reports. */
  public enum Ledger {
    NONE,
    /** Decisions that are taken after the start. */
    NEW,
    /** All decisions, from the first on. */
    ALL
  }

  /** Returns settings for only the newest version of every cluster. */
  public static FollowSettings newest(AdapterLayout layout, Ledger ledger) {
    return new FollowSettings(layout, 1, ledger);
  }

  /** Returns these settings with the personal starts of these clients' slots. */
  public FollowSettings withStartsOf(Set<ClientId> clients) {
    return new FollowSettings(layout, history, ledger, clients, space);
  }

  /** Returns these settings for cluster states of this space only. */
  public FollowSettings in(EmbeddingSpace wanted) {
    return new FollowSettings(layout, history, ledger, starts, Optional.of(wanted));
  }
}
