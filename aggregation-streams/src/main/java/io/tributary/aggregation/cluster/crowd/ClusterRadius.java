package io.tributary.aggregation.cluster.crowd;

import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.geometry.NearestCentroidSearch;
import io.tributary.schemas.geometry.VectorGeometry;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.ClusteringSettings;
import java.util.List;
import java.util.Optional;

/** Computes how far the clusters of one state reach for late slots. */
public final class ClusterRadius {
  /** The smallest radius of an only cluster: an eighth of the unit sphere's diameter. */
  private static final double LONE_FLOOR = 0.25;

  /**
   * The largest reach of a cluster: a slot farther from its centroid belongs to another task,
   * however far the cluster's own members are apart. Otherwise each slot that joins at the edge
   * would move the edge.
   */
  private static final double MOST_REACH = 0.38;

  private final ClusteringSettings settings;
  private final List<ClusterCentroid> clusters;
  private final float[][] centroids;
  private final double floor;

  public ClusterRadius(ClusteringSettings settings, ClusterState state) {
    this.settings = settings;
    clusters = state.clusters();
    centroids = clusters.stream().map(ClusterCentroid::centroid).toArray(float[][]::new);
    floor = floor(centroids);
  }

  /** Returns the nearest cluster, if it reaches so far. */
  public Optional<ClusterId> cluster(float[] centroid) {
    ClusterCentroid cluster = clusters.get(NearestCentroidSearch.index(centroid, centroids));
    return VectorGeometry.distance(centroid, cluster.centroid()) <= of(cluster.radius())
        ? Optional.of(cluster.id())
        : Optional.empty();
  }

  /** Returns the reach of the cluster that reaches farthest. */
  public double widest() {
    return of(clusters.stream().mapToDouble(ClusterCentroid::radius).max().orElse(0));
  }

  private double of(double radius) {
    double reach = settings.joinFactor() * Math.max(radius, floor);
    // If the number of clusters was given, one cluster may hold several tasks.
    boolean holdsOneTask = settings.outlierShare() > 0 && settings.clusters() == 0;
    return holdsOneTask ? Math.min(reach, MOST_REACH) : reach;
  }

  /**
   * Returns the radius that even a cluster of one slot has: a quarter of the smallest distance
   * between two centroids, so that neighbours' reaches stay apart at join factors below two.
   */
  private static double floor(float[][] centroids) {
    double smallest = centroids.length < 2 ? 4 * LONE_FLOOR : Double.MAX_VALUE;
    for (int a = 0; a < centroids.length; a++) {
      for (int b = a + 1; b < centroids.length; b++) {
        smallest = Math.min(smallest, VectorGeometry.distance(centroids[a], centroids[b]));
      }
    }
    return smallest / 4;
  }
}
