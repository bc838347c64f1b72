package io.tributary.aggregation.cluster.group;

import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.geometry.VectorGeometry;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.ClusteringSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Groups slots, in every round, by the cluster adapter that fits them best: IFCA (Ghosh et al.
 * 2020; ALGORITHMS.md, "Clusters by updates or losses"). There are K clusters from the first to the
 * last round; a cluster that no slot chooses rests. IFCA starts its models from different random
 * values; with LoRA all first adapters change nothing, whatever their A, so slots are dealt at
 * random for the first round.
 *
 * @param settings K, and the seed of the deal
 */
record LossGrouping(ClusteringSettings settings) implements SlotGrouping {
  @Override
  public List<SlotGroup> bootstrap(SortedMap<SlotId, float[]> slots) {
    var dealt = new ArrayList<>(slots.keySet());
    shuffle(dealt);
    List<SortedMap<SlotId, float[]>> members = new ArrayList<>();
    for (int k = 0; k < settings.clusters(); k++) {
      members.add(new TreeMap<>());
    }
    for (int i = 0; i < dealt.size(); i++) {
      members.get(i % settings.clusters()).put(dealt.get(i), slots.get(dealt.get(i)));
    }
    float[] middle = VectorGeometry.mean(slots.values().toArray(float[][]::new));
    return members.stream().map(group -> group(group, middle)).toList();
  }

  private void shuffle(List<SlotId> slots) {
    var random = new SplittableRandom(settings.seed());
    for (int i = slots.size() - 1; i > 0; i--) {
      Collections.swap(slots, i, random.nextInt(i + 1));
    }
  }

  @Override
  public Homes homes(ClusterState state) {
    return SlotGrouping.nearest(state);
  }

  @Override
  public OptionalInt asks(ClusterState state) {
    return OptionalInt.of(state.round() + 1);
  }

  /**
   * Returns the next due version: a cluster with members makes one version in a round, a cluster
   * without members none.
   */
  @Override
  public int due(int before, SlotGroup group) {
    return group.slots().isEmpty() ? before : before + 1;
  }

  @Override
  public SortedMap<ClusterId, SlotGroup> regroup(
      ReceivedGroupingSignals votes, ClusterState state, int nextCluster) {
    var members = new TreeMap<ClusterId, SortedMap<SlotId, float[]>>();
    votes
        .centroids()
        .forEach(
            (slot, centroid) -> {
              float[] losses = votes.signatures().get(slot);
              ClusterId best = state.clusters().get(least(losses)).id();
              members.computeIfAbsent(best, id -> new TreeMap<>()).put(slot, centroid);
            });
    var groups = new TreeMap<ClusterId, SlotGroup>();
    for (ClusterCentroid cluster : state.clusters()) {
      groups.put(
          cluster.id(),
          group(members.getOrDefault(cluster.id(), new TreeMap<>()), cluster.centroid()));
    }
    return groups;
  }

  /**
   * Returns the group around the mean of its members, or around {@code otherwise} if it has none.
   */
  private static SlotGroup group(SortedMap<SlotId, float[]> members, float[] otherwise) {
    return members.isEmpty() ? SlotGroup.around(otherwise, members) : SlotGroup.of(members);
  }

  private static int least(float[] losses) {
    int least = 0;
    for (int k = 1; k < losses.length; k++) {
      least = losses[k] < losses[least] ? k : least;
    }
    return least;
  }
}
