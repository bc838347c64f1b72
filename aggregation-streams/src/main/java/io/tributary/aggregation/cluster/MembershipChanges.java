package io.tributary.aggregation.cluster;

import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterEvent.Member;
import io.tributary.schemas.event.ClusterEvent.MembersChanged;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Derives from a new cluster state the changes of each cluster's members. */
public final class MembershipChanges {
  private MembershipChanges() {}

  /**
   * Returns one event for every cluster whose members differ or are among {@code told}, and for
   * every cluster if the epoch is new, in the order of their ids; a removed cluster has no members.
   *
   * @param before null before the first epoch
   * @param member returns the facts about a slot
   * @param told slots whose key or number of samples has changed
   */
  public static List<MembersChanged> between(
      ClusterState before, ClusterState after, Function<SlotId, Member> member, Set<SlotId> told) {
    SortedMap<ClusterId, SortedSet<SlotId>> old =
        before == null ? new TreeMap<>() : members(before);
    SortedMap<ClusterId, SortedSet<SlotId>> now = members(after);
    var all = new TreeSet<>(old.keySet());
    all.addAll(now.keySet());
    var changes = new ArrayList<MembersChanged>();
    for (ClusterId cluster : all) {
      SortedSet<SlotId> slots = now.getOrDefault(cluster, new TreeSet<>());
      if (before == null
          || before.epoch() != after.epoch()
          || !slots.equals(old.getOrDefault(cluster, new TreeSet<>()))
          || slots.stream().anyMatch(told::contains)) {
        var members = new TreeMap<SlotId, Member>();
        slots.forEach(slot -> members.put(slot, member.apply(slot)));
        changes.add(new MembersChanged(cluster, after.epoch(), after.revision(), members));
      }
    }
    return changes;
  }

  private static SortedMap<ClusterId, SortedSet<SlotId>> members(ClusterState state) {
    var members = new TreeMap<ClusterId, SortedSet<SlotId>>();
    for (ClusterCentroid cluster : state.clusters()) {
      members.put(cluster.id(), new TreeSet<>());
    }
    state
        .assignments()
        .forEach((slot, id) -> members.computeIfAbsent(id, c -> new TreeSet<>()).add(slot));
    return members;
  }
}
