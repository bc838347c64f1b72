package io.tributary.aggregation.cluster.crowd;

import io.tributary.schemas.geometry.VectorGeometry;
import io.tributary.schemas.id.SlotId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds parked slots that are all close to each other. It searches only around the slot that was
 * parked last: without it no such group existed, or there would be a cluster.
 *
 * @param parked centroids by slot
 * @param reach largest distance of two slots that are close
 */
public record ParkedNeighbours(SortedMap<SlotId, float[]> parked, double reach) {
  /**
   * The largest number of slots that a search starts from or examines, so that announcing stays
   * cheap.
   */
  private static final int MOST_LOOKED = 300;

  /**
   * Returns at least {@code wanted} slots that are close to each other, with the new one among or
   * near them; empty if there are none.
   */
  public SortedSet<SlotId> near(SlotId news, int wanted) {
    var starts = new ArrayList<SlotId>();
    for (SlotId slot : parked.keySet()) {
      if (slot.equals(news) || (starts.size() < MOST_LOOKED && isClose(slot, news))) {
        starts.add(slot);
      }
    }
    for (SlotId start : starts) {
      SortedSet<SlotId> close = together(start, parked.keySet());
      if (close.size() >= wanted) {
        return close;
      }
    }
    return Collections.emptySortedSet();
  }

  /**
   * Returns slots of at least {@code wanted} clients that are close to the new one and to each
   * other; empty if there are none. The nearest are taken first, so that a slot at the edge cannot
   * exclude others.
   */
  public SortedSet<SlotId> ofClients(SlotId news, int wanted) {
    var distances = new TreeMap<SlotId, Double>();
    parked.forEach(
        (slot, centroid) -> {
          double distance = VectorGeometry.distance(centroid, parked.get(news));
          if (distance <= reach) {
            distances.put(slot, distance);
          }
        });
    if (SlotNeighbours.clients(distances.keySet()) < wanted) {
      return Collections.emptySortedSet();
    }
    List<SlotId> nearest =
        distances.keySet().stream()
            .sorted(Comparator.comparing(distances::get))
            .limit(MOST_LOOKED)
            .toList();
    SortedSet<SlotId> close = together(news, nearest);
    return SlotNeighbours.clients(close) >= wanted ? close : Collections.emptySortedSet();
  }

  private SortedSet<SlotId> together(SlotId start, Collection<SlotId> candidates) {
    var close = new TreeSet<SlotId>();
    close.add(start);
    for (SlotId other : candidates) {
      if (!close.contains(other) && close.stream().allMatch(member -> isClose(member, other))) {
        close.add(other);
      }
    }
    return close;
  }

  private boolean isClose(SlotId a, SlotId b) {
    return VectorGeometry.distance(parked.get(a), parked.get(b)) <= reach;
  }
}
