package io.tributary.aggregation.cluster;

import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.geometry.Geometry;
import io.tributary.schemas.id.ClusterId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/** Carries cluster ids from one epoch to the next, so that a task keeps its adapter. */
final class EpochIds {
  private EpochIds() {}

  private record Match(int cluster, int group, long shared, double distance) {
    static final Comparator<Match> BEST_FIRST =
        Comparator.comparingLong(Match::shared)
            .reversed()
            .thenComparingDouble(Match::distance)
            .thenComparingInt(Match::cluster)
            .thenComparingInt(Match::group);
  }

  /**
   * The id of every group, greedily: most shared slots first, then nearest. A group that shares no
   * slot with any old cluster, or comes second, takes a fresh id from {@code nextFresh} on.
   */
  static List<ClusterId> match(ClusterState old, List<Group> groups, int nextFresh) {
    var ids = new ArrayList<ClusterId>(Collections.nCopies(groups.size(), null));
    var taken = new HashSet<Integer>();
    for (Match match : candidates(old, groups)) {
      if (ids.get(match.group()) == null && taken.add(match.cluster())) {
        ids.set(match.group(), old.clusters().get(match.cluster()).id());
      }
    }
    int fresh = nextFresh;
    for (int g = 0; g < ids.size(); g++) {
      if (ids.get(g) == null) {
        ids.set(g, new ClusterId(fresh++));
      }
    }
    return ids;
  }

  private static List<Match> candidates(ClusterState old, List<Group> groups) {
    var matches = new ArrayList<Match>();
    for (int c = 0; c < old.clusters().size(); c++) {
      ClusterCentroid cluster = old.clusters().get(c);
      for (int g = 0; g < groups.size(); g++) {
        Group group = groups.get(g);
        long shared =
            group.slots().stream()
                .filter(slot -> cluster.id().equals(old.assignments().get(slot)))
                .count();
        if (shared > 0) {
          matches.add(
              new Match(c, g, shared, Geometry.distance(cluster.centroid(), group.centroid())));
        }
      }
    }
    matches.sort(Match.BEST_FIRST);
    return matches;
  }
}
