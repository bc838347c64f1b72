package io.tributary.router.catalog;

import io.tributary.router.route.RoutingTable;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Builds snapshots from cluster states and complete adapter versions, which arrive in any order.
 * Readers never wait; writers take turns.
 */
public final class Catalog {
  private final String initialDigest;
  private final int keptPerCluster;
  private final Clock clock;

  private final SortedMap<ClusterId, NavigableMap<Integer, ServableAdapter>> versions =
      new TreeMap<>();
  private Optional<ClusterState> state = Optional.empty();
  private volatile Optional<CatalogSnapshot> snapshot = Optional.empty();

  /**
   * Creates a catalog without a cluster state and without versions.
   *
   * @param initialDigest digest of version 0
   * @param keptPerCluster versions of each cluster that stay servable by name, the newest, >= 1
   * @param clock stamps the snapshots
   */
  public Catalog(String initialDigest, int keptPerCluster, Clock clock) {
    if (keptPerCluster < 1) {
      throw new IllegalArgumentException(
          "kept versions of a cluster must be >= 1, was " + keptPerCluster);
    }
    this.initialDigest = initialDigest;
    this.keptPerCluster = keptPerCluster;
    this.clock = clock;
  }

  /** Returns how many versions of each cluster stay servable by name, the newest ones. */
  int keptPerCluster() {
    return keptPerCluster;
  }

  /** Returns the newest snapshot; empty until the first cluster state. */
  public Optional<CatalogSnapshot> snapshot() {
    return snapshot;
  }

  /**
   * Applies a cluster state, whatever its revision: the follower reports states in the order in
   * which they were written.
   *
   * @throws IllegalArgumentException if its centroids differ in length; then nothing has changed
   */
  public synchronized void accept(ClusterState arrived) {
    Optional<CatalogSnapshot> next = snapshotOf(arrived);
    state = Optional.of(arrived);
    snapshot = next;
  }

  /**
   * Applies a complete version.
   *
   * @param adapter its values, whose digest is already checked
   */
  public synchronized void accept(AdapterVersion version, LoraAdapter adapter) {
    NavigableMap<Integer, ServableAdapter> kept =
        versions.computeIfAbsent(version.cluster(), cluster -> new TreeMap<>());
    kept.put(version.version(), new ServableAdapter(version, Optional.of(adapter)));
    while (kept.size() > keptPerCluster) {
      kept.pollFirstEntry();
    }
    state.ifPresent(current -> snapshot = snapshotOf(current));
  }

  /**
   * Returns the snapshot of a state; empty for a state without clusters, because there is nowhere
   * to route to.
   */
  private Optional<CatalogSnapshot> snapshotOf(ClusterState current) {
    if (current.clusters().isEmpty()) {
      return Optional.empty();
    }
    var newest = new TreeMap<ClusterId, AdapterVersion>();
    versions.forEach((cluster, kept) -> newest.put(cluster, kept.lastEntry().getValue().version()));
    var table = RoutingTable.of(current, newest, initialDigest);
    return Optional.of(new CatalogSnapshot(table, servable(current), clock.instant()));
  }

  private Map<String, ServableAdapter> servable(ClusterState current) {
    var servable = new LinkedHashMap<String, ServableAdapter>();
    for (var cluster : current.clusters()) {
      AdapterVersion zero = RoutingTable.versionZero(cluster.id(), initialDigest);
      servable.put(zero.name(), new ServableAdapter(zero, Optional.empty()));
    }
    for (NavigableMap<Integer, ServableAdapter> kept : versions.values()) {
      kept.values().forEach(one -> servable.put(one.version().name(), one));
    }
    return servable;
  }
}
