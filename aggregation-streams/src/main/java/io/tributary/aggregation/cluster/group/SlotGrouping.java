package io.tributary.aggregation.cluster.group;

import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.geometry.NearestCentroidSearch;
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
 * Decides which slots belong together; there is one implementation per {@link
 * ClusteringSettings.Mode}. All maps hold centroids by slot.
 */
public interface SlotGrouping {
  /**
   * The largest K that is chosen, so that choosing stays cheap; clusters that are added later are
   * bounded by it, too.
   */
  int MAX_CHOSEN_CLUSTERS = 32;

  /** Returns the groups of epoch 1. */
  List<SlotGroup> bootstrap(SortedMap<SlotId, float[]> slots);

  /** Assigns late slots to the clusters of one state. */
  @FunctionalInterface
  interface Homes {
    /** Returns the slot's cluster; empty if it is to be parked. */
    Optional<ClusterId> of(SlotId slot, float[] centroid);
  }

  /** Returns how late slots are assigned to the clusters of a state. */
  Homes homes(ClusterState state);

  /** Assigns late slots to the cluster whose centroid is nearest. */
  static Homes nearest(ClusterState state) {
    float[][] centroids = centroids(state);
    return (slot, centroid) ->
        Optional.of(state.clusters().get(NearestCentroidSearch.index(centroid, centroids)).id());
  }

  /** Returns all centroids, in the order of their clusters. */
  static float[][] centroids(ClusterState state) {
    return state.clusters().stream().map(ClusterCentroid::centroid).toArray(float[][]::new);
  }

  /**
   * Returns whether a cluster that all members have left is kept for some time, in case they come
   * back.
   */
  default boolean keepsPlaces() {
    return false;
  }

  /**
   * Returns the parked slots that justify a new epoch, after one of them was parked or has moved;
   * empty if there are none.
   */
  default SortedSet<SlotId> company(
      SlotId news, SortedMap<SlotId, float[]> parked, ClusterState state) {
    return Collections.emptySortedSet();
  }

  /**
   * Returns the groups of the next epoch. A slot in none of them is placed like a late one.
   *
   * @param slots all slots
   * @param company the parked slots that justify the new epoch
   */
  default List<SlotGroup> again(
      SortedMap<SlotId, float[]> slots, SortedSet<SlotId> company, ClusterState state) {
    throw new IllegalStateException("slots are never parked");
  }

  /** Returns the largest number of clusters, in modes in which clients do not have one each. */
  static int maxClusters(ClusteringSettings settings) {
    return Math.max(MAX_CHOSEN_CLUSTERS, settings.clusters());
  }

  /**
   * Returns the number of completed rounds about which all slots must send a signal before they are
   * grouped anew; empty if they need not.
   */
  default OptionalInt asks(ClusterState state) {
    return OptionalInt.empty();
  }

  /**
   * Returns the groups of the next epoch by the slots' signals, with their clusters' ids.
   *
   * @param nextCluster the first id that no cluster ever had
   */
  default SortedMap<ClusterId, SlotGroup> regroup(
      ReceivedGroupingSignals votes, ClusterState state, int nextCluster) {
    throw new IllegalStateException("slots were not asked");
  }

  /**
   * Returns the version that ends the group's round.
   *
   * @param before the version that ended its cluster's last round
   */
  default int due(int before, SlotGroup group) {
    return 0;
  }

  /** Returns the grouping that the settings name. */
  static SlotGrouping of(ClusteringSettings settings) {
    return switch (settings.mode()) {
      case TASKS -> new TaskGrouping(settings);
      case ONE -> new SingleClusterGrouping();
      case PER_CLIENT -> new ClientGrouping();
      case UPDATES -> new UpdateSimilarityGrouping(settings);
      case LOSSES -> new LossGrouping(settings);
    };
  }
}
