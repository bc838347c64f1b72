package io.tributary.aggregation.cluster;

import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One cluster per client: nothing is shared. A client that is new starts a new epoch. */
record ClientGrouping() implements Grouping {
  @Override
  public List<Group> bootstrap(SortedMap<SlotId, float[]> slots) {
    var clients = new TreeMap<ClientId, SortedMap<SlotId, float[]>>();
    slots.forEach(
        (slot, centroid) ->
            clients.computeIfAbsent(slot.client(), client -> new TreeMap<>()).put(slot, centroid));
    return clients.values().stream().map(Group::of).toList();
  }

  @Override
  public Optional<ClusterId> home(SlotId slot, float[] centroid, ClusterState state) {
    return state.assignments().entrySet().stream()
        .filter(entry -> entry.getKey().client().equals(slot.client()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  @Override
  public boolean needsEpoch(SortedMap<SlotId, float[]> parked, ClusterState state) {
    return !parked.isEmpty();
  }

  @Override
  public List<Group> again(SortedMap<SlotId, float[]> slots, ClusterState state) {
    return bootstrap(slots);
  }
}
