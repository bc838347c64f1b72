package io.tributary.aggregation.cluster.group;

import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Groups the slots of each client into a cluster of its own, so that nothing is shared. A new
 * client starts a new epoch.
 */
record ClientGrouping() implements SlotGrouping {
  @Override
  public List<SlotGroup> bootstrap(SortedMap<SlotId, float[]> slots) {
    var clients = new TreeMap<ClientId, SortedMap<SlotId, float[]>>();
    slots.forEach(
        (slot, centroid) ->
            clients.computeIfAbsent(slot.client(), client -> new TreeMap<>()).put(slot, centroid));
    return clients.values().stream().map(SlotGroup::of).toList();
  }

  @Override
  public Homes homes(ClusterState state) {
    return (slot, centroid) ->
        state.assignments().tailMap(new SlotId(slot.client(), 0)).entrySet().stream()
            .findFirst()
            .filter(entry -> entry.getKey().client().equals(slot.client()))
            .map(Map.Entry::getValue);
  }

  @Override
  public boolean keepsPlaces() {
    return true;
  }

  @Override
  public SortedSet<SlotId> company(
      SlotId news, SortedMap<SlotId, float[]> parked, ClusterState state) {
    return new TreeSet<>(parked.keySet());
  }

  @Override
  public List<SlotGroup> again(
      SortedMap<SlotId, float[]> slots, SortedSet<SlotId> company, ClusterState state) {
    return bootstrap(slots);
  }
}
