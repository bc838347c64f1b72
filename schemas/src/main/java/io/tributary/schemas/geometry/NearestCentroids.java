package io.tributary.schemas.geometry;

/**
 * Finds the labels of {@link NearestCentroidSearch} while centroids move a little at a time, with
 * most distances skipped: a centroid that was far is still far after it moved less than that (Elkan
 * 2003). The labels are exactly those of {@link NearestCentroidSearch}, because only centroids that
 * are farther by more than rounding are skipped.
 */
final class NearestCentroids {
  /**
   * The relative margin for rounding: far more than the error of a distance, of moves added up, and
   * of their difference.
   */
  private static final double ROUNDING = 1e-9;

  private final float[][] points;
  private final double[][] atLeast;
  private float[][] centroids;

  /** Measures the distance of every point to every centroid once. */
  NearestCentroids(float[][] points, float[][] centroids) {
    this.points = points;
    this.centroids = centroids;
    atLeast = new double[points.length][centroids.length];
    for (int p = 0; p < points.length; p++) {
      for (int c = 0; c < centroids.length; c++) {
        atLeast[p][c] = Math.sqrt(VectorGeometry.squaredDistance(points[p], centroids[c]));
      }
    }
  }

  /** Begins with centroids that are some of the points, whose distances are known. */
  NearestCentroids(PointDistances distances, int[] centroids) {
    points = distances.points();
    this.centroids = new float[centroids.length][];
    atLeast = new double[points.length][centroids.length];
    for (int c = 0; c < centroids.length; c++) {
      this.centroids[c] = points[centroids[c]];
      double[] row = distances.to(centroids[c]);
      for (int p = 0; p < points.length; p++) {
        atLeast[p][c] = Math.sqrt(row[p]);
      }
    }
  }

  float[][] centroids() {
    return centroids;
  }

  /** Moves the centroids to new positions. */
  void move(float[][] moved) {
    for (int c = 0; c < moved.length; c++) {
      double way = VectorGeometry.distance(centroids[c], moved[c]);
      if (way > 0) {
        for (double[] bounds : atLeast) {
          bounds[c] -= way + ROUNDING * (way + Math.abs(bounds[c]));
        }
      }
    }
    centroids = moved;
  }

  /**
   * Returns the nearest centroid of every point, the lowest index on ties.
   *
   * @param guesses the nearer these are to the answer, the faster it is found
   */
  int[] labels(int[] guesses) {
    int[] labels = new int[points.length];
    for (int p = 0; p < labels.length; p++) {
      labels[p] = label(p, guesses[p]);
    }
    return labels;
  }

  private int label(int p, int guess) {
    int nearest = guess;
    double smallest = measure(p, guess);
    double within = within(smallest);
    for (int c = 0; c < centroids.length; c++) {
      if (c != guess && atLeast[p][c] <= within) {
        double squared = measure(p, c);
        if (squared < smallest || (squared == smallest && c < nearest)) {
          smallest = squared;
          nearest = c;
          within = within(smallest);
        }
      }
    }
    return nearest;
  }

  private double measure(int p, int c) {
    double squared = VectorGeometry.squaredDistance(points[p], centroids[c]);
    atLeast[p][c] = Math.sqrt(squared);
    return squared;
  }

  private static double within(double squared) {
    return Math.sqrt(squared) * (1 + ROUNDING);
  }
}
