package io.tributary.aggregation.topology.ledger;

import io.tributary.aggregation.ledger.ClusterLedger;
import io.tributary.schemas.id.ClusterId;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Bounds what is kept for clusters that the clustering never named. An honest update may come
 * before the event that registers its cluster; a dishonest one may name any cluster.
 */
final class UnregisteredClusters {
  private final int limit;
  private final NavigableMap<ClusterId, Integer> entries = new TreeMap<>();
  private long total;

  /**
   * Creates the bookkeeping without any cluster.
   *
   * @param limit total number of entries of all such clusters
   */
  UnregisteredClusters(int limit) {
    this.limit = limit;
  }

  /** Updates the count of a ledger's entries. */
  void saw(ClusterId cluster, ClusterLedger ledger) {
    forget(cluster);
    if (ledger.isUnknown()) {
      entries.put(cluster, ledger.entries());
      total += ledger.entries();
    }
  }

  void forget(ClusterId cluster) {
    Integer had = entries.remove(cluster);
    total -= had == null ? 0 : had;
  }

  /**
   * Returns the cluster to evict next, if there are too many entries: the one with the highest
   * number. The clustering numbers upwards, so this is the one that it will name last, if ever. The
   * order is the same after a restart.
   */
  Optional<ClusterId> surplus() {
    return total > limit ? Optional.of(entries.lastKey()) : Optional.empty();
  }
}
