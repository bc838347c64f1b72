package io.tributary.aggregation.cluster.group;

import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Groups all slots into one cluster: FedAvg (McMahan et al. 2017) with one adapter. */
record SingleClusterGrouping() implements SlotGrouping {
  @Override
  public List<SlotGroup> bootstrap(SortedMap<SlotId, float[]> slots) {
    return List.of(SlotGroup.of(slots));
  }

  @Override
  public Homes homes(ClusterState state) {
    ClusterId only = state.clusters().get(0).id();
    return (slot, centroid) -> Optional.of(only);
  }
}
