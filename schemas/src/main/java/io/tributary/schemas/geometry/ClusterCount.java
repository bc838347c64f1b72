package io.tributary.schemas.geometry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses the number of clusters, k. Silhouettes of text embeddings are low even for perfect
 * clusters, so no absolute value decides whether there is more than one cluster. A k is accepted if
 *
 * <ol>
 *   <li>its mean silhouette exceeds, by a margin, what the same procedure finds in references drawn
 *       from one Gaussian with the points' own covariance: the idea of the gap statistic
 *       (Tibshirani, Walther and Hastie 2001), with the silhouette as its measure, and
 *   <li>every two clusters are tasks rather than wordings of one instruction. Wordings form real
 *       clusters, as far apart as tasks are; but they are chosen without regard to the input, so
 *       that embeddings of the inputs alone have the same mean in each of them.
 * </ol>
 *
 * Of the accepted k the one with the highest silhouette wins, the lowest on ties; if none is
 * accepted, k is 1. Distances are for embeddings of length 1 and corrected for the noise of means.
 *
 * <p>Measured with all-MiniLM-L6-v2 on ten tasks, 75 to 300 rows a client, on which the constants
 * were chosen, too. With instructions: 60 of 60 clients of two tasks got 2, 58 of 60 clients of one
 * task got 1 (the others hold news, whose topics form groups of their own); the contents of two
 * tasks were at least 0.25 apart. Inputs without instructions overlap: 54 of 60 clients of one task
 * got 1, but only 26 of 60 clients of two tasks got 2.
 */
public final class ClusterCount {
  /** The largest number of points that are examined; of more points a sample is taken. */
  public static final int MOST_POINTS = 300;

  private static final double SILHOUETTE_MARGIN = 0.01;
  private static final double SEPARATION = 0.38;
  private static final double CONTENT_SEPARATION = 0.23;
  private static final double CENTROID_SEPARATION = 0.3;
  private static final double CENTROID_SILHOUETTE = 0.25;
  private static final double SMALLEST_SHARE = 0.05;
  private static final int RESTARTS = 5;

  private ClusterCount() {}

  private record Candidate(int k, double silhouette) {}

  /**
   * Returns how many tasks there are among points of one kind, such as inputs without instructions.
   *
   * @param points embeddings of length 1, float[n][h]
   * @param maxClusters upper bound of the answer, >= 1
   * @return 1..maxClusters
   */
  public static int choose(float[][] points, int maxClusters, long seed) {
    return choose(points, points, maxClusters, seed);
  }

  /**
   * Returns how many tasks there are among the rows of one client.
   *
   * @param points embeddings of instruction and input, float[n][h]
   * @param contents embeddings of the same rows' inputs alone, float[n][h]
   * @param maxClusters upper bound of the answer, >= 1
   * @return 1..maxClusters
   */
  public static int choose(float[][] points, float[][] contents, int maxClusters, long seed) {
    int[] looked = looked(points.length, seed);
    float[][] some = at(looked, points);
    float[][] theirContents = at(looked, contents);
    var silhouettes = Silhouette.of(some);
    var candidates = new ArrayList<Candidate>();
    for (int k = 2; k <= Math.min(maxClusters, some.length / 2); k++) {
      int[] labels = KMeans.fit(some, k, RESTARTS, seed).labels();
      if (ClusterSeparation.isAtLeast(SEPARATION, some, labels, k, SMALLEST_SHARE)
          && ClusterSeparation.isAtLeast(
              CONTENT_SEPARATION, theirContents, labels, k, SMALLEST_SHARE)) {
        candidates.add(new Candidate(k, silhouettes.mean(labels, k)));
      }
    }
    var references = new OneClusterReference(some, seed);
    for (Candidate candidate : bestFirst(candidates)) {
      if (candidate.silhouette() >= references.silhouette(candidate.k()) + SILHOUETTE_MARGIN) {
        return candidate.k();
      }
    }
    return 1;
  }

  /**
   * Returns the indices of the points that are examined, ascending: a seeded sample, or all if they
   * are few.
   */
  public static int[] looked(int points, long seed) {
    return Silhouette.sample(points, MOST_POINTS, seed);
  }

  /**
   * Returns how many tasks there are among the centroids of slots. It is for few points that are
   * means already: they have little noise, so separation and silhouette are judged as they are. A
   * centroid that is alone in its cluster counts by its distance to all others: otherwise tasks
   * that only one slot has would be joined, and a few misleading points could make the true k look
   * poor.
   *
   * @param centroids float[n][h], means of embeddings of length 1, in canonical order
   * @param maxClusters upper bound of the answer, >= 1
   * @return 1..min(maxClusters, n); n when every slot stands apart
   */
  public static int chooseForCentroids(float[][] centroids, int maxClusters, long seed) {
    int n = centroids.length;
    var distances = new PointDistances(centroids);
    var silhouettes = Silhouette.of(distances, CENTROID_SEPARATION);
    var candidates = new ArrayList<Candidate>();
    for (int k = 2; k <= Math.min(maxClusters, n); k++) {
      Clustering clustering = KMeans.fit(distances, k, KMeans.RESTARTS, seed);
      double silhouette = silhouettes.mean(clustering.labels(), k);
      if (silhouette >= CENTROID_SILHOUETTE
          && closest(clustering.centroids()) >= (k < n ? CENTROID_SEPARATION : SEPARATION)) {
        candidates.add(new Candidate(k, silhouette));
      }
    }
    if (candidates.isEmpty()) {
      boolean allApart = n <= maxClusters && closest(centroids) >= SEPARATION;
      return allApart ? n : 1;
    }
    return bestFirst(candidates).get(0).k();
  }

  private static List<Candidate> bestFirst(List<Candidate> candidates) {
    return candidates.stream()
        .sorted(Comparator.comparingDouble(Candidate::silhouette).reversed())
        .toList();
  }

  private static double closest(float[][] centroids) {
    double closest = Double.POSITIVE_INFINITY;
    for (int a = 0; a < centroids.length; a++) {
      for (int b = 0; b < a; b++) {
        closest = Math.min(closest, VectorGeometry.distance(centroids[a], centroids[b]));
      }
    }
    return closest;
  }

  private static float[][] at(int[] indices, float[][] points) {
    float[][] some = new float[indices.length][];
    for (int i = 0; i < indices.length; i++) {
      some[i] = points[indices[i]];
    }
    return some;
  }
}
