package io.tributary.schemas.geometry;

import java.util.SplittableRandom;

/**
 * The mean silhouette (Rousseeuw 1987): {@code (b - a) / max(a, b)} per point, with a the mean
 * distance to its own cluster's other points and b the smallest mean distance to another cluster; 0
 * for the only point of a cluster.
 */
public final class Silhouette {
  /** The largest number of points in {@link #sampledMean}, whose cost grows with their square. */
  public static final int MAX_POINTS = 1000;

  private final double[][] distances;
  private final double alone;

  /**
   * Creates a silhouette from pairwise distances.
   *
   * @param distances row i holds the distances of point i to the points before it
   */
  Silhouette(double[][] distances) {
    this(distances, 0);
  }

  /**
   * Creates a silhouette from pairwise distances.
   *
   * @param distances row i holds the distances of point i to the points before it
   * @param alone distance of the only point of a cluster to its cluster; 0 to count such a point as
   *     0
   */
  Silhouette(double[][] distances, double alone) {
    this.distances = distances;
    this.alone = alone;
  }

  /**
   * Returns the mean silhouette of all points.
   *
   * @param points float[n][h]
   * @param labels cluster of every point, in 0..k-1
   * @param k number of clusters, >= 2
   */
  public static double mean(float[][] points, int[] labels, int k) {
    return of(points).mean(labels, k);
  }

  /**
   * Returns the mean silhouette of a seeded sample of {@link #MAX_POINTS} points, drawn uniformly
   * without replacement; of all points if there are no more. Silhouettes are those within the
   * sample; a cluster without a point in it does not count.
   *
   * @param points float[n][h]
   * @param labels cluster of every point, in 0..k-1
   * @param k number of clusters, >= 2
   * @param seed of the sample
   * @throws IllegalArgumentException if there is no point, k is less than 2, or the lengths differ
   */
  public static double sampledMean(float[][] points, int[] labels, int k, long seed) {
    if (points.length == 0 || points.length != labels.length) {
      throw new IllegalArgumentException(
          "a silhouette needs at least one point and a label each, had %d points and %d labels"
              .formatted(points.length, labels.length));
    }
    int[] sample = sample(points.length, MAX_POINTS, seed);
    float[][] some = new float[sample.length][];
    int[] theirs = new int[sample.length];
    for (int i = 0; i < sample.length; i++) {
      some[i] = points[sample[i]];
      theirs[i] = labels[sample[i]];
    }
    return mean(some, theirs, k);
  }

  /** Measures the distances of some points once, for many clusterings of them. */
  static Silhouette of(float[][] points) {
    return of(new PointDistances(points), 0);
  }

  /**
   * Uses known distances.
   *
   * @param alone distance of the only point of a cluster to its cluster; 0 to count such a point as
   *     0
   */
  static Silhouette of(PointDistances points, double alone) {
    // Row i contains the distances of point i to the points before it.
    double[][] distances = new double[points.points().length][];
    for (int i = 0; i < distances.length; i++) {
      double[] squared = points.to(i);
      distances[i] = new double[i];
      for (int j = 0; j < i; j++) {
        distances[i][j] = Math.sqrt(squared[j]);
      }
    }
    return new Silhouette(distances, alone);
  }

  /** Returns the mean silhouette of one clustering of the points. */
  double mean(int[] labels, int k) {
    if (k < 2) {
      throw new IllegalArgumentException("a silhouette needs k >= 2, was " + k);
    }
    int n = distances.length;
    double[][] sums = new double[n][k];
    int[] sizes = new int[k];
    for (int i = 0; i < n; i++) {
      sizes[labels[i]]++;
      for (int j = 0; j < i; j++) {
        sums[i][labels[j]] += distances[i][j];
        sums[j][labels[i]] += distances[i][j];
      }
    }
    double total = 0;
    for (int i = 0; i < n; i++) {
      total += ofPoint(sums[i], labels[i], sizes);
    }
    return total / n;
  }

  private double ofPoint(double[] sums, int own, int[] sizes) {
    if (sizes[own] == 1 && alone == 0) {
      return 0;
    }
    double a = sizes[own] == 1 ? alone : sums[own] / (sizes[own] - 1);
    double b = Double.POSITIVE_INFINITY;
    for (int c = 0; c < sums.length; c++) {
      if (c != own && sizes[c] > 0) {
        b = Math.min(b, sums[c] / sizes[c]);
      }
    }
    double larger = Math.max(a, b);
    // All distances are 0 (equal points), or no other cluster has a point: there is no structure.
    return larger == 0 || Double.isInfinite(larger) ? 0 : (b - a) / larger;
  }

  /**
   * Returns the indices of a seeded sample without replacement, ascending; all indices if they are
   * few.
   */
  static int[] sample(int size, int atMost, long seed) {
    var random = new SplittableRandom(seed);
    int wanted = Math.min(size, atMost);
    int[] chosen = new int[wanted];
    int taken = 0;
    for (int i = 0; taken < wanted; i++) {
      // This is selection sampling (Knuth, TAOCP volume 2, 3.4.2, algorithm S).
      if (random.nextDouble() * (size - i) < wanted - taken) {
        chosen[taken++] = i;
      }
    }
    return chosen;
  }
}
