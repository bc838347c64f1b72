package io.tributary.schemas.geometry;

/** Checks how far apart the means of clusters are, corrected for the noise of means. */
final class ClusterSeparation {
  private ClusterSeparation() {}

  /**
   * Returns whether every two clusters are at least {@code bound} apart and none is smaller than
   * its share.
   *
   * @param bound on the distance of two means, after subtraction of the expected squared distance
   *     between the means of two samples of one population
   * @param labels cluster of every point, in 0..k-1
   * @param smallestShare of the points that a cluster must have, and two points at least
   */
  static boolean isAtLeast(
      double bound, float[][] points, int[] labels, int k, double smallestShare) {
    float[][] means = VectorGeometry.means(points, labels, k);
    int[] sizes = new Clustering(means, labels, 0).sizes();
    double variance = 0;
    for (int p = 0; p < points.length; p++) {
      variance += VectorGeometry.squaredDistance(points[p], means[labels[p]]) / (points.length - k);
    }
    for (int a = 0; a < k; a++) {
      if (sizes[a] < Math.max(2, smallestShare * points.length)) {
        return false;
      }
      for (int b = 0; b < a; b++) {
        double noise = variance * (1.0 / sizes[a] + 1.0 / sizes[b]);
        if (VectorGeometry.squaredDistance(means[a], means[b]) - noise < bound * bound) {
          return false;
        }
      }
    }
    return true;
  }
}
