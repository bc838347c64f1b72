package io.tributary.router.route;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All centroids with the adapter version that each cluster serves: one immutable snapshot.
 *
 * @param state the clusters; at least one, all centroids of one length
 * @param serving exactly one version for every cluster of the state
 */
public record RoutingTable(ClusterState state, SortedMap<ClusterId, AdapterVersion> serving) {
  /** The epoch in the name of a version 0, which exists before any clustering. */
  public static final int BEFORE_ANY_EPOCH = 0;

  public RoutingTable {
    serving = Collections.unmodifiableSortedMap(new TreeMap<>(serving));
    if (state.clusters().isEmpty()) {
      throw new IllegalArgumentException("a routing table needs at least one cluster, had none");
    }
    int dimension = state.clusters().get(0).centroid().length;
    for (ClusterCentroid cluster : state.clusters()) {
      if (cluster.centroid().length != dimension) {
        throw new IllegalArgumentException(
            "centroid of "
                + cluster.id()
                + " must have "
                + dimension
                + " numbers, had "
                + cluster.centroid().length);
      }
      if (!serving.containsKey(cluster.id())) {
        throw new IllegalArgumentException("cluster " + cluster.id() + " serves no adapter");
      }
    }
  }

  /**
   * Returns the table in which every cluster serves its newest version, or version 0 where it has
   * none yet.
   *
   * @param newest the newest complete version of each cluster; other clusters' are left out
   * @param initialDigest digest of version 0, the same for all clusters
   */
  public static RoutingTable of(
      ClusterState state, Map<ClusterId, AdapterVersion> newest, String initialDigest) {
    var serving = new TreeMap<ClusterId, AdapterVersion>();
    for (ClusterCentroid cluster : state.clusters()) {
      AdapterVersion version = newest.get(cluster.id());
      serving.put(
          cluster.id(), version == null ? versionZero(cluster.id(), initialDigest) : version);
    }
    return new RoutingTable(state, serving);
  }

  /** Returns the name of the adapter that a cluster starts from. */
  public static AdapterVersion versionZero(ClusterId cluster, String digest) {
    return new AdapterVersion(cluster, BEFORE_ANY_EPOCH, 0, digest);
  }

  /** Returns h, the length of every centroid. */
  public int dimension() {
    return state.clusters().get(0).centroid().length;
  }

  /**
   * Returns C_i, the clusters of a client's slots; empty if the client is unknown or all its slots
   * are parked.
   */
  public NavigableSet<ClusterId> clustersOf(ClientId client) {
    var clusters = new TreeSet<ClusterId>();
    for (var slot : state.assignments().tailMap(new SlotId(client, 0)).entrySet()) {
      if (!slot.getKey().client().equals(client)) {
        break;
      }
      clusters.add(slot.getValue());
    }
    return clusters;
  }
}
