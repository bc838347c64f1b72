package io.tributary.schemas.geometry;

/**
 * The squared distances between points. Each row is measured when it is first needed, because
 * clusterings of the same points with many k and many restarts need the same rows again and again.
 */
final class PointDistances {
  /** The largest number of points whose rows are kept: 32 MiB. */
  private static final int MOST_KEPT = 2048;

  private final float[][] points;
  private final double[][] rows;

  PointDistances(float[][] points) {
    this.points = points;
    rows = new double[points.length <= MOST_KEPT ? points.length : 0][];
  }

  float[][] points() {
    return points;
  }

  /**
   * Returns the squared distances of all points to one of them. The caller must not change the
   * array.
   */
  double[] to(int point) {
    if (rows.length == 0) {
      return measure(point);
    }
    if (rows[point] == null) {
      rows[point] = measure(point);
    }
    return rows[point];
  }

  private double[] measure(int point) {
    double[] row = new double[points.length];
    for (int p = 0; p < row.length; p++) {
      row[p] = VectorGeometry.squaredDistance(points[p], points[point]);
    }
    return row;
  }
}
