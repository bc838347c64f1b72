package io.tributary.infra.evaluate;

import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Cluster states for tests. */
public final class States {
  private States() {}

  /** A state of epoch 1 with these assignments. */
  public static ClusterState of(Map<String, ClusterId> assignments) {
    TreeMap<SlotId, ClusterId> slots = new TreeMap<>();
    assignments.forEach((slot, cluster) -> slots.put(SlotId.parse(slot), cluster));
    List<ClusterCentroid> clusters =
        new TreeSet<>(assignments.values())
            .stream().map(id -> new ClusterCentroid(id, new float[] {id.value()}, 0)).toList();
    return new ClusterState(1, 1, "model", clusters, slots, Set.of(), Instant.EPOCH);
  }
}
