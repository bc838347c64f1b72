package io.tributary.schemas.geometry;

/**
 * Computes distances and means of float vectors, in double arithmetic with a fixed order of
 * additions.
 */
public final class VectorGeometry {
  private VectorGeometry() {}

  /**
   * Returns the squared Euclidean distance, ||a - b||^2.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  public static double squaredDistance(float[] a, float[] b) {
    requireSameLength(a, b);
    // The four partial sums have a fixed order, and the processor can still overlap them.
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      double d0 = (double) a[i] - b[i];
      double d1 = (double) a[i + 1] - b[i + 1];
      double d2 = (double) a[i + 2] - b[i + 2];
      double d3 = (double) a[i + 3] - b[i + 3];
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (; i < a.length; i++) {
      double d = (double) a[i] - b[i];
      s0 += d * d;
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Returns the Euclidean distance, ||a - b||. */
  public static double distance(float[] a, float[] b) {
    return Math.sqrt(squaredDistance(a, b));
  }

  /**
   * Returns the mean of some points, summed in double in the points' order.
   *
   * @param points float[n][h], n >= 1
   */
  public static float[] mean(float[][] points) {
    return means(points, new int[points.length], 1)[0];
  }

  /**
   * Returns the mean of every cluster's points, summed in double in the points' order.
   *
   * @param labels cluster of every point, in 0..k-1; every cluster must have a point
   * @return float[k][h]
   */
  public static float[][] means(float[][] points, int[] labels, int k) {
    double[][] sums = new double[k][points[0].length];
    int[] counts = new int[k];
    for (int p = 0; p < points.length; p++) {
      double[] sum = sums[labels[p]];
      for (int i = 0; i < sum.length; i++) {
        sum[i] += points[p][i];
      }
      counts[labels[p]]++;
    }
    float[][] means = new float[k][points[0].length];
    for (int c = 0; c < k; c++) {
      if (counts[c] == 0) {
        throw new IllegalArgumentException("cluster " + c + " of " + k + " has no point");
      }
      for (int i = 0; i < means[c].length; i++) {
        means[c][i] = (float) (sums[c][i] / counts[c]);
      }
    }
    return means;
  }

  /**
   * Returns the root mean square distance of points to a centroid; 0 for a single point on it.
   *
   * @param points float[n][h], n >= 1
   */
  public static double spread(float[][] points, float[] centroid) {
    double sum = 0;
    for (float[] point : points) {
      sum += squaredDistance(point, centroid);
    }
    return Math.sqrt(sum / points.length);
  }

  private static void requireSameLength(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "vectors must have one length, had " + a.length + " and " + b.length);
    }
  }
}
