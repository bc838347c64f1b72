package io.tributary.aggregation.cluster.group;

import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.ClusteringSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All slots, and after some rounds, once, those whose updates point the same way: FedCluster as
 * FedRouter's code has it (ALGORITHMS.md, "Clusters by updates or losses"). Signatures are the last
 * update's B of the last site; what is clustered are the rows of the matrix of their cosines, by
 * Ward's linkage. Every group is a new cluster.
 *
 * @param settings K, and after how many rounds
 */
record UpdateGrouping(ClusteringSettings settings) implements Grouping {
  @Override
  public List<Group> bootstrap(SortedMap<SlotId, float[]> slots) {
    return List.of(Group.of(slots));
  }

  @Override
  public Homes homes(ClusterState state) {
    return Grouping.nearest(state);
  }

  @Override
  public OptionalInt asks(ClusterState state) {
    return state.round() == 0 ? OptionalInt.of(settings.regroupRound()) : OptionalInt.empty();
  }

  @Override
  public SortedMap<ClusterId, Group> regroup(Votes votes, ClusterState state, int nextCluster) {
    var slots = new ArrayList<>(votes.centroids().keySet());
    var updates = new ArrayList<float[]>();
    slots.forEach(slot -> updates.add(votes.signatures().get(slot)));
    int[] labels = WardLinkage.labels(cosines(updates), settings.clusters());
    var members = new TreeMap<ClusterId, SortedMap<SlotId, float[]>>();
    for (int i = 0; i < labels.length; i++) {
      SlotId slot = slots.get(i);
      members
          .computeIfAbsent(new ClusterId(nextCluster + labels[i]), id -> new TreeMap<>())
          .put(slot, votes.centroids().get(slot));
    }
    var groups = new TreeMap<ClusterId, Group>();
    members.forEach((id, centroids) -> groups.put(id, Group.of(centroids)));
    return groups;
  }

  /** Of every pair; 0 where one of them is zero. */
  private static double[][] cosines(List<float[]> updates) {
    int n = updates.size();
    double[][] cosines = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        cosines[i][j] = cosine(updates.get(i), updates.get(j));
        cosines[j][i] = cosines[i][j];
      }
    }
    return cosines;
  }

  private static double cosine(float[] a, float[] b) {
    double norms = Math.sqrt(dot(a, a) * dot(b, b));
    return norms == 0 ? 0 : dot(a, b) / norms;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
