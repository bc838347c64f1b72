package io.tributary.schemas.geometry;

/**
 * The labels that {@link Nearest} gives while centroids move a little at a time, with most
 * distances left out: a centroid that was far is still far after it moved less than that (Elkan
 * 2003). Labels are exactly those of {@link Nearest}, since only what is farther by more than
 * rounding is left out.
 */
final class NearestCentroids {
  /** Far more than the relative error of a distance, of moves added up, and of their difference. */
  private static final double ROUNDING = 1e-9;

  private final float[][] points;
  private final double[][] atLeast;
  private float[][] centroids;

  /** Measures every distance once. */
  NearestCentroids(float[][] points, float[][] centroids) {
    this.points = points;
    this.centroids = centroids;
    atLeast = new double[points.length][centroids.length];
    for (int p = 0; p < points.length; p++) {
      for (int c = 0; c < centroids.length; c++) {
        atLeast[p][c] = Math.sqrt(Geometry.squaredDistance(points[p], centroids[c]));
      }
    }
  }

  /** The centroids are some of the points, from which distances are known. */
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

  /** Takes over the centroids' new positions. */
  void move(float[][] moved) {
    for (int c = 0; c < moved.length; c++) {
      double way = Geometry.distance(centroids[c], moved[c]);
      if (way > 0) {
        for (double[] bounds : atLeast) {
          bounds[c] -= way + ROUNDING * (way + Math.abs(bounds[c]));
        }
      }
    }
    centroids = moved;
  }

  /**
   * The nearest centroid of every point, the lowest index on ties.
   *
   * @param guesses the answer is found sooner the nearer these are
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
    double squared = Geometry.squaredDistance(points[p], centroids[c]);
    atLeast[p][c] = Math.sqrt(squared);
    return squared;
  }

  private static double within(double squared) {
    return Math.sqrt(squared) * (1 + ROUNDING);
  }
}
