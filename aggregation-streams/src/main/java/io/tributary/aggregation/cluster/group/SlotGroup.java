package io.tributary.aggregation.cluster.group;

import io.tributary.schemas.geometry.VectorGeometry;
import io.tributary.schemas.id.SlotId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Slots that an epoch groups together, before they have a cluster's id.
 *
 * @param centroid float[h], the unweighted mean of the slots' centroids
 * @param radius largest distance of a slot's centroid from it
 * @param slots members of the group
 */
public record SlotGroup(float[] centroid, double radius, SortedSet<SlotId> slots) {
  public SlotGroup {
    slots = Collections.unmodifiableSortedSet(new TreeSet<>(slots));
  }

  /** Returns the group of some slots, given by their centroids. */
  static SlotGroup of(SortedMap<SlotId, float[]> centroids) {
    return around(VectorGeometry.mean(centroids.values().toArray(float[][]::new)), centroids);
  }

  /** Returns the group of some slots around a centroid that is known already. */
  static SlotGroup around(float[] centroid, SortedMap<SlotId, float[]> centroids) {
    double radius = 0;
    for (float[] member : centroids.values()) {
      radius = Math.max(radius, VectorGeometry.distance(member, centroid));
    }
    return new SlotGroup(centroid, radius, new TreeMap<>(centroids).navigableKeySet());
  }
}
