package io.tributary.aggregation.cluster.group;

import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The places of slots that had none.
 *
 * @param homes slots that join a cluster
 * @param parked slots that are too far from every cluster
 */
public record SlotPlacement(SortedMap<SlotId, ClusterId> homes, SortedSet<SlotId> parked) {
  /** Returns assignments with the new homes added. */
  public SortedMap<SlotId, ClusterId> onTopOf(SortedMap<SlotId, ClusterId> assignments) {
    var all = new TreeMap<>(assignments);
    all.putAll(homes);
    return all;
  }
}
