package io.tributary.infra.history.doubt;

import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.geometry.VectorGeometry;
import io.tributary.schemas.id.ClusterId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds clusters that may contain several tasks, and pairs of clusters that may be one task, by the
 * distances of slots and clusters. It applies where slots are clustered by their centroids, and
 * embeddings have length 1.
 */
public final class ClusterDoubts {
  /**
   * The distance of a slot from the mean of its cluster above which the cluster may contain several
   * tasks. Slots of one task were 0.23 from their mean at most, those of two tasks in one cluster
   * 0.28 and more (six tasks, with instructions, 100 and 300 rows a client). A task that a client
   * has split by its wordings looks like two tasks.
   */
  public static final double WIDE = 0.25;

  /**
   * The distance below which two clusters may be one task: means of two tasks are farther from each
   * other.
   */
  public static final double CLOSE = 0.3;

  private ClusterDoubts() {}

  /** Returns sentences by cluster; a sentence about two clusters is listed under the lower id. */
  public static SortedMap<ClusterId, List<String>> of(ClusterState state) {
    var doubts = new TreeMap<ClusterId, List<String>>();
    List<ClusterCentroid> clusters = state.clusters();
    for (int a = 0; a < clusters.size(); a++) {
      ClusterCentroid cluster = clusters.get(a);
      var ofThis = new ArrayList<String>();
      if (cluster.radius() > WIDE) {
        ofThis.add(wide(cluster));
      }
      for (ClusterCentroid other : clusters.subList(a + 1, clusters.size())) {
        double apart = VectorGeometry.distance(cluster.centroid(), other.centroid());
        if (apart < CLOSE) {
          ofThis.add(close(cluster, other, apart));
        }
      }
      if (!ofThis.isEmpty()) {
        doubts.put(cluster.id(), List.copyOf(ofThis));
      }
    }
    return doubts;
  }

  private static String wide(ClusterCentroid cluster) {
    return String.format(
        Locale.ROOT,
        "%s may hold several tasks: a slot is %.2f from its centroid, slots of one task are within"
            + " %.2f; ask for more clusters, or let K be chosen",
        cluster.id(),
        cluster.radius(),
        WIDE);
  }

  private static String close(ClusterCentroid cluster, ClusterCentroid other, double apart) {
    return String.format(
        Locale.ROOT,
        "%s and %s may be one task: they are %.2f apart, two tasks are at least %.2f; ask for fewer"
            + " clusters, or let K be chosen",
        cluster.id(),
        other.id(),
        apart,
        CLOSE);
  }
}
