package io.tributary.aggregation.cluster;

import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.time.Instant;
import java.util.Set;
import java.util.SortedMap;

/** Makes the next revision of a cluster state: same epoch and clusters, other memberships. */
final class ClusterStateRevision {
  private ClusterStateRevision() {}

  /**
   * Returns a state with other memberships.
   *
   * @param before the state that is revised
   * @param number of the new revision
   * @param assignments cluster of each slot that has one
   * @param parked slots without a cluster
   */
  static ClusterState of(
      ClusterState before,
      long number,
      SortedMap<SlotId, ClusterId> assignments,
      Set<SlotId> parked,
      Instant at) {
    return new ClusterState(
        before.epoch(),
        number,
        before.baseModel(),
        before.clusters().stream().map(cluster -> owing(before, cluster, assignments)).toList(),
        assignments,
        parked,
        at,
        before.round());
  }

  /**
   * Returns the cluster; if it has just lost its last member, the version of the round under way is
   * no longer due.
   */
  private static ClusterCentroid owing(
      ClusterState before, ClusterCentroid cluster, SortedMap<SlotId, ClusterId> assignments) {
    boolean lost =
        cluster.due() > 0
            && before.assignments().containsValue(cluster.id())
            && !assignments.containsValue(cluster.id());
    return lost
        ? new ClusterCentroid(cluster.id(), cluster.centroid(), cluster.radius(), cluster.due() - 1)
        : cluster;
  }
}
