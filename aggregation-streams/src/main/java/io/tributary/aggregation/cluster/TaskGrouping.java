package io.tributary.aggregation.cluster;

import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.ClusteringSettings;
import io.tributary.schemas.geometry.ClusterCount;
import io.tributary.schemas.geometry.Clustering;
import io.tributary.schemas.geometry.Geometry;
import io.tributary.schemas.geometry.KMeans;
import io.tributary.schemas.geometry.Nearest;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Slots whose centroids are close: k-means over slot centroids, each counted once whatever its size
 * (FedRouter, A.1.4).
 *
 * @param settings K, the join factor and when parked slots make a new cluster
 */
record TaskGrouping(ClusteringSettings settings) implements Grouping {
  /** Bound on a chosen K, so that choosing stays cheap. */
  static final int MAX_CHOSEN_CLUSTERS = 32;

  /** Radius floor of an only cluster: an eighth of the unit sphere's diameter. */
  private static final double LONE_FLOOR = 0.25;

  @Override
  public List<Group> bootstrap(SortedMap<SlotId, float[]> slots) {
    float[][] points = points(slots);
    int k =
        settings.clusters() > 0
            ? settings.clusters()
            : ClusterCount.chooseForCentroids(
                points, Math.min(MAX_CHOSEN_CLUSTERS, distinct(points)), settings.seed());
    return fit(slots, points, k);
  }

  /** The nearest cluster, if within the join factor of its radius. */
  @Override
  public Optional<ClusterId> home(SlotId slot, float[] centroid, ClusterState state) {
    float[][] centroids = centroids(state);
    int nearest = Nearest.index(centroid, centroids);
    ClusterCentroid cluster = state.clusters().get(nearest);
    double reach = settings.joinFactor() * Math.max(cluster.radius(), floor(centroids));
    return Geometry.distance(centroid, cluster.centroid()) <= reach
        ? Optional.of(cluster.id())
        : Optional.empty();
  }

  /** Whether enough parked slots lie within one cluster's reach of each other. */
  @Override
  public boolean needsEpoch(SortedMap<SlotId, float[]> parked, ClusterState state) {
    double radius = floor(centroids(state));
    for (ClusterCentroid cluster : state.clusters()) {
      radius = Math.max(radius, cluster.radius());
    }
    double reach = settings.joinFactor() * radius;
    for (float[] seed : parked.values()) {
      var close = new ArrayList<float[]>(List.of(seed));
      for (float[] other : parked.values()) {
        if (other != seed
            && close.stream().allMatch(member -> Geometry.distance(member, other) <= reach)) {
          close.add(other);
        }
      }
      if (close.size() >= settings.newClusterSlots()) {
        return true;
      }
    }
    return false;
  }

  /** One cluster more than there are: the parked slots that are close are evidence for one. */
  @Override
  public List<Group> again(SortedMap<SlotId, float[]> slots, ClusterState state) {
    return fit(slots, points(slots), state.clusters().size() + 1);
  }

  private List<Group> fit(SortedMap<SlotId, float[]> slots, float[][] points, int wanted) {
    int k = Math.min(wanted, distinct(points));
    Clustering clustering = KMeans.fit(points, k, KMeans.RESTARTS, settings.seed());
    var ids = new ArrayList<>(slots.keySet());
    var groups = new ArrayList<Group>();
    for (int c = 0; c < k; c++) {
      var members = new TreeMap<SlotId, float[]>();
      for (int p = 0; p < points.length; p++) {
        if (clustering.labels()[p] == c) {
          members.put(ids.get(p), points[p]);
        }
      }
      groups.add(Group.around(clustering.centroids()[c], members));
    }
    return groups;
  }

  /**
   * A radius that even a cluster of one slot has: a quarter of the smallest distance between two
   * centroids, so that neighbours' reaches stay apart at join factors below two.
   */
  private static double floor(float[][] centroids) {
    double smallest = centroids.length < 2 ? 4 * LONE_FLOOR : Double.MAX_VALUE;
    for (int a = 0; a < centroids.length; a++) {
      for (int b = a + 1; b < centroids.length; b++) {
        smallest = Math.min(smallest, Geometry.distance(centroids[a], centroids[b]));
      }
    }
    return smallest / 4;
  }

  private static float[][] points(SortedMap<SlotId, float[]> slots) {
    return slots.values().toArray(float[][]::new);
  }

  private static float[][] centroids(ClusterState state) {
    return state.clusters().stream().map(ClusterCentroid::centroid).toArray(float[][]::new);
  }

  private static int distinct(float[][] points) {
    return (int) Arrays.stream(points).map(Arrays::toString).distinct().count();
  }
}
