package io.tributary.aggregation.cluster;

import io.tributary.aggregation.cluster.group.SlotGroup;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.geometry.VectorGeometry;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Carries cluster ids from one epoch to the next, so that a task keeps its adapter. */
final class ClusterIdMatching {
  private ClusterIdMatching() {}

  private record Match(int cluster, int group, long shared, double distance) {
    static final Comparator<Match> BEST_FIRST =
        Comparator.comparingLong(Match::shared)
            .reversed()
            .thenComparingDouble(Match::distance)
            .thenComparingInt(Match::cluster)
            .thenComparingInt(Match::group);
  }

  /** Gives every group a new id. */
  static SortedMap<ClusterId, SlotGroup> fresh(List<SlotGroup> groups, int nextFresh) {
    return identified(groups, new ClusterId[groups.size()], nextFresh);
  }

  /**
   * Matches groups with the old clusters' ids, greedily: most shared slots first, then nearest
   * centroids. A group that shares no slot with any old cluster, or comes second, gets a new id
   * from {@code nextFresh} on.
   */
  static SortedMap<ClusterId, SlotGroup> match(
      ClusterState old, List<SlotGroup> groups, int nextFresh) {
    var ids = new ClusterId[groups.size()];
    var taken = new HashSet<Integer>();
    for (Match match : candidates(old, groups)) {
      if (ids[match.group()] == null && taken.add(match.cluster())) {
        ids[match.group()] = old.clusters().get(match.cluster()).id();
      }
    }
    return identified(groups, ids, nextFresh);
  }

  private static SortedMap<ClusterId, SlotGroup> identified(
      List<SlotGroup> groups, ClusterId[] known, int nextFresh) {
    var identified = new TreeMap<ClusterId, SlotGroup>();
    int fresh = nextFresh;
    for (int g = 0; g < known.length; g++) {
      identified.put(known[g] == null ? new ClusterId(fresh++) : known[g], groups.get(g));
    }
    return identified;
  }

  private static List<Match> candidates(ClusterState old, List<SlotGroup> groups) {
    var matches = new ArrayList<Match>();
    for (int g = 0; g < groups.size(); g++) {
      var shared = new HashMap<ClusterId, Long>();
      for (SlotId slot : groups.get(g).slots()) {
        old.clusterOf(slot).ifPresent(cluster -> shared.merge(cluster, 1L, Long::sum));
      }
      for (int c = 0; c < old.clusters().size(); c++) {
        ClusterCentroid cluster = old.clusters().get(c);
        if (shared.containsKey(cluster.id())) {
          double distance = VectorGeometry.distance(cluster.centroid(), groups.get(g).centroid());
          matches.add(new Match(c, g, shared.get(cluster.id()), distance));
        }
      }
    }
    matches.sort(Match.BEST_FIRST);
    return matches;
  }
}
