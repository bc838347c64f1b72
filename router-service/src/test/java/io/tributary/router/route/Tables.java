package io.tributary.router.route;

import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Cluster states and tables for tests. */
public final class Tables {
  /** Digest of version 0 in tests. */
  public static final String INITIAL = "00000000000000ff";

  /** The base model that the states name. */
  public static final String BASE_MODEL = "tiny@0123456789abcdef";

  private Tables() {}

  public static SlotId slot(String client, int index) {
    return new SlotId(new ClientId(client), index);
  }

  /** Clusters 0..k-1 at these centroids, with these members. */
  public static ClusterState state(
      int epoch, long revision, float[][] centroids, Map<SlotId, Integer> members) {
    var clusters = new ArrayList<ClusterCentroid>();
    for (int c = 0; c < centroids.length; c++) {
      clusters.add(new ClusterCentroid(new ClusterId(c), centroids[c], 0.5));
    }
    var assignments = new TreeMap<SlotId, ClusterId>();
    members.forEach((slot, cluster) -> assignments.put(slot, new ClusterId(cluster)));
    return new ClusterState(
        epoch, revision, BASE_MODEL, clusters, assignments, Set.of(), Instant.ofEpochSecond(1_000));
  }

  static RoutingTable of(float[][] centroids, Map<SlotId, Integer> members) {
    return RoutingTable.of(state(1, 1, centroids, members), Map.of(), INITIAL);
  }

  /** ALGORITHMS.md, "Worked example of FedRouter": three clients with two slots each, K = 3. */
  public static RoutingTable ofVectors() {
    return RoutingTable.of(stateOfVectors(1), Map.of(), INITIAL);
  }

  /** The same as a record. */
  public static ClusterState stateOfVectors(long revision) {
    return state(
        1,
        revision,
        new float[][] {{1, 0.1f}, {0.05f, 1.05f}, {-1.05f, -1}},
        Map.of(
            slot("c0", 0),
            0,
            slot("c0", 1),
            1,
            slot("c1", 0),
            1,
            slot("c1", 1),
            2,
            slot("c2", 0),
            0,
            slot("c2", 1),
            2));
  }
}
