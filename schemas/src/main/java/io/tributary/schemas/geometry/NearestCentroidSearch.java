package io.tributary.schemas.geometry;

/**
 * Finds the nearest centroid: the cluster of a slot, and FedRouter's routing (ALGORITHMS.md,
 * "Routing").
 */
public final class NearestCentroidSearch {
  private NearestCentroidSearch() {}

  /**
   * Returns the index of the centroid with the smallest Euclidean distance; the lowest index on
   * ties.
   *
   * @param point float[h]
   * @param centroids float[k][h], k >= 1
   * @throws IllegalArgumentException if there is no centroid or a width differs
   */
  public static int index(float[] point, float[][] centroids) {
    if (centroids.length == 0) {
      throw new IllegalArgumentException("nearest needs at least one centroid, had 0");
    }
    int nearest = 0;
    double smallest = VectorGeometry.squaredDistance(point, centroids[0]);
    for (int c = 1; c < centroids.length; c++) {
      double distance = VectorGeometry.squaredDistance(point, centroids[c]);
      if (distance < smallest) {
        smallest = distance;
        nearest = c;
      }
    }
    return nearest;
  }

  /** Returns the {@link #index} of every point. */
  public static int[] labels(float[][] points, float[][] centroids) {
    int[] labels = new int[points.length];
    for (int p = 0; p < points.length; p++) {
      labels[p] = index(points[p], centroids);
    }
    return labels;
  }
}
