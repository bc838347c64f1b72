package io.tributary.schemas.geometry;

/** Placeholder rule until calibrated. */
public final class ClusterCount {
  private ClusterCount() {}

  /** How many clusters the points of one client form: 1..maxClusters. */
  public static int choose(float[][] points, int maxClusters, long seed) {
    return chooseForCentroids(points, maxClusters, seed);
  }

  /** How many clusters the centroids of slots form: 1..maxClusters. */
  public static int chooseForCentroids(float[][] centroids, int maxClusters, long seed) {
    int best = 1;
    double highest = 0.15;
    var silhouette = Silhouette.of(centroids);
    for (int k = 2; k <= Math.min(maxClusters, centroids.length - 1); k++) {
      double score = silhouette.mean(KMeans.fit(centroids, k, KMeans.RESTARTS, seed).labels(), k);
      if (score > highest) {
        highest = score;
        best = k;
      }
    }
    return best;
  }
}
