package io.tributary.aggregation.cluster.group;

import io.tributary.schemas.geometry.Geometry;
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
public record Group(float[] centroid, double radius, SortedSet<SlotId> slots) {
  public Group {
    slots = Collections.unmodifiableSortedSet(new TreeSet<>(slots));
  }

  /** Returns the group of some slots, given by their centroids. */
  static Group of(SortedMap<SlotId, float[]> centroids) {
    return around(Geometry.mean(centroids.values().toArray(float[][]::new)), centroids);
  }

  /** Returns the group of some slots around a centroid that is known already. */
  static Group around(float[] centroid, SortedMap<SlotId, float[]> centroids) {
    double radius = 0;
    for (float[] member : centroids.values()) {
      radius = Math.max(radius, Geometry.distance(member, centroid));
    }
    return new Group(centroid, radius, new TreeMap<>(centroids).navigableKeySet());
  }
}
