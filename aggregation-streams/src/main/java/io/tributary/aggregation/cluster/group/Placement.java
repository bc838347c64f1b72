package io.tributary.aggregation.cluster.group;

import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Where slots go that have no place.
 *
 * @param homes those that join a cluster
 * @param parked those that no cluster is near enough to
 */
public record Placement(SortedMap<SlotId, ClusterId> homes, SortedSet<SlotId> parked) {
  /** Assignments with the new homes added. */
  public SortedMap<SlotId, ClusterId> onTopOf(SortedMap<SlotId, ClusterId> assignments) {
    var all = new TreeMap<>(assignments);
    all.putAll(homes);
    return all;
  }
}
