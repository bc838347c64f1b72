package io.tributary.aggregation.cluster.group;

import io.tributary.schemas.geometry.VectorGeometry;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds groups that contain the slots of the same clients. They may be one task that clients have
 * split: wordings of a task are nearly as far apart as tasks are, but a client that has one of them
 * has the others, too, and they are nearer than groups of different clients.
 *
 * <p>Its limit: two tasks that the same clients have, and that are nearer than any two tasks of
 * different clients, look the same.
 */
final class SiblingGroups {
  private final SortedMap<SlotId, float[]> slots;
  private final List<SlotGroup> groups;

  private record Pair(SlotGroup kept, SlotGroup gone, double distance) {}

  /**
   * Prepares the comparison of some groups with each other.
   *
   * @param slots centroids of all slots in the groups
   */
  SiblingGroups(SortedMap<SlotId, float[]> slots, List<SlotGroup> groups) {
    this.slots = slots;
    this.groups = List.copyOf(groups);
  }

  /**
   * Joins the nearest siblings until {@code wanted} groups are left; more are left where no others
   * are siblings.
   */
  List<SlotGroup> joined(int wanted) {
    var joined = new ArrayList<>(groups);
    while (joined.size() > wanted) {
      Pair siblings = null;
      double strangers = Double.POSITIVE_INFINITY;
      for (int b = 1; b < joined.size(); b++) {
        for (int a = 0; a < b; a++) {
          var pair = pair(joined.get(a), joined.get(b));
          if (!areSiblings(pair)) {
            strangers = Math.min(strangers, pair.distance());
          } else if (siblings == null || pair.distance() < siblings.distance()) {
            siblings = pair;
          }
        }
      }
      if (siblings == null || siblings.distance() >= strangers) {
        break;
      }
      joined.remove(siblings.gone());
      joined.set(joined.indexOf(siblings.kept()), union(siblings));
    }
    return joined;
  }

  private static Pair pair(SlotGroup kept, SlotGroup gone) {
    return new Pair(kept, gone, VectorGeometry.distance(kept.centroid(), gone.centroid()));
  }

  /** Returns whether all clients of one group have slots in the other. */
  private static boolean areSiblings(Pair pair) {
    Set<ClientId> some = clients(pair.kept());
    Set<ClientId> others = clients(pair.gone());
    return some.containsAll(others) || others.containsAll(some);
  }

  private static Set<ClientId> clients(SlotGroup group) {
    var clients = new HashSet<ClientId>();
    group.slots().forEach(slot -> clients.add(slot.client()));
    return clients;
  }

  private SlotGroup union(Pair pair) {
    var members = new TreeMap<>(slots);
    members
        .keySet()
        .removeIf(
            slot -> !pair.kept().slots().contains(slot) && !pair.gone().slots().contains(slot));
    return SlotGroup.of(members);
  }
}
