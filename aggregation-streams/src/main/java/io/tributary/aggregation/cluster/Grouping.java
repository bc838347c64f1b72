package io.tributary.aggregation.cluster;

import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.ClusteringSettings;
import io.tributary.schemas.geometry.Nearest;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * What belongs together: one per {@link ClusteringSettings.Mode}. All maps hold centroids by slot.
 */
interface Grouping {

  /** The groups of epoch 1. */
  List<Group> bootstrap(SortedMap<SlotId, float[]> slots);

  /** Where a late slot belongs; empty if it is to be parked. */
  Optional<ClusterId> home(SlotId slot, float[] centroid, ClusterState state);

  /** Whether the parked slots are reason enough for a new epoch. */
  default boolean needsEpoch(SortedMap<SlotId, float[]> parked, ClusterState state) {
    return false;
  }

  /** The groups of the next epoch, over all slots. */
  default List<Group> again(SortedMap<SlotId, float[]> slots, ClusterState state) {
    throw new IllegalStateException("slots are never parked");
  }

  /** The cluster whose centroid is nearest. */
  static ClusterId nearest(float[] centroid, ClusterState state) {
    float[][] centroids =
        state.clusters().stream().map(ClusterCentroid::centroid).toArray(float[][]::new);
    return state.clusters().get(Nearest.index(centroid, centroids)).id();
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
