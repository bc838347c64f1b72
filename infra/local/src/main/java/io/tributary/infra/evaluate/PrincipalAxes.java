package io.tributary.infra.evaluate;

import java.util.Arrays;

/**
 * The two directions along which points vary most (principal component analysis by power iteration
 * with deflation), to draw them in two dimensions. Deterministic.
 *
 * @param mean of the points, double[h]
 * @param first unit vector, double[h]
 * @param second unit vector orthogonal to the first, double[h]
 */
public record PrincipalAxes(double[] mean, double[] first, double[] second) {
  private static final int ITERATIONS = 100;

  /** Returns the axes of at least one point; all points must have the same width. */
  public static PrincipalAxes of(float[][] points) {
    int width = points[0].length;
    double[] mean = new double[width];
    for (float[] point : points) {
      for (int i = 0; i < width; i++) {
        mean[i] += point[i] / (double) points.length;
      }
    }
    double[][] centred = new double[points.length][width];
    for (int p = 0; p < points.length; p++) {
      for (int i = 0; i < width; i++) {
        centred[p][i] = points[p][i] - mean[i];
      }
    }
    double[] first = leading(centred, 0);
    remove(centred, first);
    return new PrincipalAxes(mean, first, leading(centred, 1));
  }

  /** Returns the point's coordinates on the two axes. */
  public double[] project(float[] point) {
    double x = 0;
    double y = 0;
    for (int i = 0; i < mean.length; i++) {
      double d = point[i] - mean[i];
      x += d * first[i];
      y += d * second[i];
    }
    return new double[] {x, y};
  }

  private static double[] leading(double[][] rows, int fallbackAxis) {
    double[] axis = new double[rows[0].length];
    // Any start with a component along the axis will do; unequal entries avoid symmetric misses.
    Arrays.setAll(axis, i -> 1.0 / (i + 1));
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[] next = new double[axis.length];
      for (double[] row : rows) {
        double along = dot(row, axis);
        for (int i = 0; i < next.length; i++) {
          next[i] += along * row[i];
        }
      }
      double norm = Math.sqrt(dot(next, next));
      if (norm < 1e-12) {
        // No variance is left, so any direction will do.
        Arrays.fill(axis, 0);
        axis[Math.min(fallbackAxis, axis.length - 1)] = 1;
        return axis;
      }
      for (int i = 0; i < next.length; i++) {
        axis[i] = next[i] / norm;
      }
    }
    return axis;
  }

  private static void remove(double[][] rows, double[] axis) {
    for (double[] row : rows) {
      double along = dot(row, axis);
      for (int i = 0; i < row.length; i++) {
        row[i] -= along * axis[i];
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
