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
 * Groups all slots together at first and, once, after some rounds, those whose updates point in the
 * same direction: FedCluster as FedRouter's code has it (ALGORITHMS.md, "Clusters by updates or
 * losses"). A slot's signature is B of the last target module of its last update; the rows of the
 * matrix of their cosines are clustered by Ward's linkage. Every group is a new cluster.
 *
 * @param settings K, and the number of rounds before regrouping
 */
record UpdateSimilarityGrouping(ClusteringSettings settings) implements SlotGrouping {
  @Override
  public List<SlotGroup> bootstrap(SortedMap<SlotId, float[]> slots) {
    return List.of(SlotGroup.of(slots));
  }

  @Override
  public Homes homes(ClusterState state) {
    return SlotGrouping.nearest(state);
  }

  @Override
  public OptionalInt asks(ClusterState state) {
    return state.round() == 0 ? OptionalInt.of(settings.regroupRound()) : OptionalInt.empty();
  }

  @Override
  public SortedMap<ClusterId, SlotGroup> regroup(
      ReceivedGroupingSignals votes, ClusterState state, int nextCluster) {
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
    var groups = new TreeMap<ClusterId, SlotGroup>();
    members.forEach((id, centroids) -> groups.put(id, SlotGroup.of(centroids)));
    return groups;
  }

  /** Returns the cosine of every pair of updates; 0 where one of them is zero. */
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
