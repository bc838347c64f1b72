package io.tributary.schemas.geometry;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Clusters points by Lloyd's k-means (Lloyd 1982) from greedy k-means++ seeds (Arthur and
 * Vassilvitskii 2007), with restarts: on text embeddings a single seeding can end in a poor local
 * optimum.
 */
public final class KMeans {
  /** The default number of restarts. */
  public static final int RESTARTS = 10;

  private static final int MAX_ITERATIONS = 300;

  private KMeans() {}

  /**
   * Returns the clustering of lowest inertia among {@code restarts} runs, the earliest on ties.
   * Clusters are numbered in the order of their first points.
   *
   * @param points float[n][h], in canonical order: the result depends on it
   * @param k number of clusters, in 1..n
   * @throws IllegalArgumentException if k or restarts is out of bounds or widths differ
   */
  public static Clustering fit(float[][] points, int k, int restarts, long seed) {
    if (k < 1 || k > points.length) {
      throw new IllegalArgumentException(
          "k must be in 1.." + points.length + " (the number of points), was " + k);
    }
    if (restarts < 1) {
      throw new IllegalArgumentException("restarts must be >= 1, was " + restarts);
    }
    return fit(new PointDistances(points), k, restarts, seed);
  }

  /**
   * Does the same as {@link #fit(float[][], int, int, long)} with distances that are shared with
   * other clusterings of the points.
   */
  static Clustering fit(PointDistances points, int k, int restarts, long seed) {
    var seeds = new SplittableRandom(seed);
    Clustering best = null;
    for (int restart = 0; restart < restarts; restart++) {
      int[] initial = KMeansSeeding.plusPlus(points, k, seeds.split());
      Clustering candidate = lloyd(points.points(), new NearestCentroids(points, initial));
      if (best == null || candidate.inertia() < best.inertia()) {
        best = candidate;
      }
    }
    return inOrderOfFirstPoints(best);
  }

  /**
   * Runs Lloyd's iterations from given centroids until no label changes (300 at most); clusters
   * keep the given order. A cluster that loses all its points is re-seeded with the point farthest
   * from its centroid.
   *
   * @param points float[n][h]
   * @param initial float[k][h], 1 <= k <= n
   */
  public static Clustering lloyd(float[][] points, float[][] initial) {
    return lloyd(points, new NearestCentroids(points, initial));
  }

  private static Clustering lloyd(float[][] points, NearestCentroids nearest) {
    // Centroids are rounded to float in every iteration, so that the labels are exactly those that
    // a reader computes later from the published float centroids.
    float[][] centroids = nearest.centroids();
    int k = centroids.length;
    int[] labels = assign(points, nearest, new int[points.length]);
    for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
      centroids = VectorGeometry.means(points, labels, k);
      nearest.move(centroids);
      int[] next = assign(points, nearest, labels);
      if (Arrays.equals(next, labels)) {
        break;
      }
      labels = next;
    }
    return new Clustering(centroids, labels, inertia(points, labels, centroids));
  }

  private static int[] assign(float[][] points, NearestCentroids nearest, int[] guesses) {
    float[][] centroids = nearest.centroids();
    int[] labels = nearest.labels(guesses);
    int[] sizes = new Clustering(centroids, labels, 0).sizes();
    for (int empty = 0; empty < sizes.length; empty++) {
      if (sizes[empty] == 0) {
        int farthest = farthestOfShared(points, labels, centroids, sizes);
        sizes[labels[farthest]]--;
        labels[farthest] = empty;
        sizes[empty] = 1;
      }
    }
    return labels;
  }

  private static int farthestOfShared(
      float[][] points, int[] labels, float[][] centroids, int[] sizes) {
    int farthest = -1;
    double largest = -1;
    for (int p = 0; p < points.length; p++) {
      double distance = VectorGeometry.squaredDistance(points[p], centroids[labels[p]]);
      if (sizes[labels[p]] > 1 && distance > largest) {
        largest = distance;
        farthest = p;
      }
    }
    return farthest;
  }

  private static double inertia(float[][] points, int[] labels, float[][] centroids) {
    double sum = 0;
    for (int p = 0; p < points.length; p++) {
      sum += VectorGeometry.squaredDistance(points[p], centroids[labels[p]]);
    }
    return sum;
  }

  private static Clustering inOrderOfFirstPoints(Clustering clustering) {
    int k = clustering.clusters();
    int[] renamed = new int[k];
    Arrays.fill(renamed, -1);
    float[][] centroids = new float[k][];
    int[] labels = new int[clustering.labels().length];
    int named = 0;
    for (int p = 0; p < labels.length; p++) {
      int old = clustering.labels()[p];
      if (renamed[old] < 0) {
        centroids[named] = clustering.centroids()[old];
        renamed[old] = named++;
      }
      labels[p] = renamed[old];
    }
    return new Clustering(centroids, labels, clustering.inertia());
  }
}
