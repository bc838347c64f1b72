package io.tributary.infra.evaluate;

import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import java.util.Set;
import java.util.TreeSet;

/**
 * Computes C_i = { asg(i, j) : j }, the clusters that a client takes part in (FedRouter;
 * ALGORITHMS.md, "Routing").
 */
final class ClientClusters {
  private ClientClusters() {}

  static Set<ClusterId> of(ClusterState state, ClientId client) {
    Set<ClusterId> clusters = new TreeSet<>();
    state
        .assignments()
        .forEach(
            (slot, cluster) -> {
              if (slot.client().equals(client)) {
                clusters.add(cluster);
              }
            });
    return clusters;
  }
}
