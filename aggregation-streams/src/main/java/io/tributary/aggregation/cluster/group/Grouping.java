package io.tributary.aggregation.cluster.group;

import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.geometry.Nearest;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.ClusteringSettings;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What belongs together: one per {@link ClusteringSettings.Mode}. All maps hold centroids by slot.
 */
public interface Grouping {
  /** Bound on a chosen K, so that choosing stays cheap, and on clusters that are added later. */
  int MAX_CHOSEN_CLUSTERS = 32;

  /** The groups of epoch 1. */
  List<Group> bootstrap(SortedMap<SlotId, float[]> slots);

  /** Where late slots belong in one cluster state. */
  @FunctionalInterface
  interface Homes {
    /** The slot's cluster; empty if it is to be parked. */
    Optional<ClusterId> of(SlotId slot, float[] centroid);
  }

  /** Where late slots belong. */
  Homes homes(ClusterState state);

  /** Late slots belong to the cluster whose centroid is nearest. */
  static Homes nearest(ClusterState state) {
    float[][] centroids = centroids(state);
    return (slot, centroid) ->
        Optional.of(state.clusters().get(Nearest.index(centroid, centroids)).id());
  }

  /** All centroids, in the order of their clusters. */
  static float[][] centroids(ClusterState state) {
    return state.clusters().stream().map(ClusterCentroid::centroid).toArray(float[][]::new);
  }

  /** Whether a cluster whose members have all left for a while is kept for them. */
  default boolean keepsPlaces() {
    return false;
  }

  /**
   * The parked slots that are reason enough for a new epoch, now that one of them was parked or has
   * moved; empty if there is none.
   */
  default SortedSet<SlotId> company(
      SlotId news, SortedMap<SlotId, float[]> parked, ClusterState state) {
    return Collections.emptySortedSet();
  }

  /**
   * The groups of the next epoch. A slot that is in none of them is placed like a late one.
   *
   * @param slots all of them
   * @param company why there is a new epoch
   */
  default List<Group> again(
      SortedMap<SlotId, float[]> slots, SortedSet<SlotId> company, ClusterState state) {
    throw new IllegalStateException("slots are never parked");
  }

  /** How many clusters there may be, where clients do not have one each. */
  static int maxClusters(ClusteringSettings settings) {
    return Math.max(MAX_CHOSEN_CLUSTERS, settings.clusters());
  }

  /** The rounds of which all slots must have said something before they are grouped anew. */
  default OptionalInt asks(ClusterState state) {
    return OptionalInt.empty();
  }

  /**
   * The groups of the next epoch by what was said, with their clusters' ids.
   *
   * @param nextCluster the first id that no cluster ever had
   */
  default SortedMap<ClusterId, Group> regroup(Votes votes, ClusterState state, int nextCluster) {
    throw new IllegalStateException("slots were not asked");
  }

  /** The version that ends a round of a group, whose cluster's last round another one ended. */
  default int due(int before, Group group) {
    return 0;
  }

  /** The grouping that the settings name. */
  static Grouping of(ClusteringSettings settings) {
    return switch (settings.mode()) {
      case TASKS -> new TaskGrouping(settings);
      case ONE -> new OneGrouping();
      case PER_CLIENT -> new ClientGrouping();
      case UPDATES -> new UpdateGrouping(settings);
      case LOSSES -> new LossGrouping(settings);
    };
  }
}
