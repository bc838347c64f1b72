package io.tributary.schemas.follow;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.id.ClientId;
import java.util.Optional;
import java.util.Set;

/**
 * What a follower wants to hear.
 *
 * @param layout of the federation's adapters
 * @param history newest versions of each cluster, >= 1; with 1 they only grow
 * @param ledger which decisions to hear
 * @param starts clients whose slots' next starts to hear, where the aggregator computes them: a
 *     client follows before it knows its slots
 * @param space that cluster states must be of; empty: any
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

  /** Without the starts of any client. */
  public FollowSettings(AdapterLayout layout, int history, Ledger ledger) {
    this(layout, history, ledger, Set.of(), Optional.empty());
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

  /** The same and the starts of these clients' slots. */
  public FollowSettings withStartsOf(Set<ClientId> clients) {
    return new FollowSettings(layout, history, ledger, clients, space);
  }

  /** The same, of cluster states in this space only. */
  public FollowSettings in(EmbeddingSpace wanted) {
    return new FollowSettings(layout, history, ledger, starts, Optional.of(wanted));
  }
}
