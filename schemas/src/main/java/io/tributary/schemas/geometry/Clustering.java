package io.tributary.schemas.geometry;

/**
 * A partition of points. Arrays are handed over, not copied.
 *
 * @param centroids float[k][h], the mean of each cluster's points
 * @param labels cluster of every point, in the points' order
 * @param inertia sum over the points of the squared distance to their centroid
 */
public record Clustering(float[][] centroids, int[] labels, double inertia) {
  /** Returns the number of clusters, k. */
  public int clusters() {
    return centroids.length;
  }

  /** Returns the number of points in every cluster. */
  public int[] sizes() {
    int[] sizes = new int[centroids.length];
    for (int label : labels) {
      sizes[label]++;
    }
    return sizes;
  }
}
