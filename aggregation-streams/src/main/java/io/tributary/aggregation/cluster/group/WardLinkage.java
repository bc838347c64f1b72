package io.tributary.aggregation.cluster.group;

import java.util.Arrays;

/**
 * Clusters points by Ward's criterion (Ward 1963): it joins, again and again, the two clusters
 * whose union adds least to the sum of squared distances to centroids, by the recurrence of Lance
 * and Williams. Time grows with the cube of the points: it is meant for hundreds of them.
 */
final class WardLinkage {
  private WardLinkage() {}

  /**
   * Returns the clusters that are left when there are k.
   *
   * @param points double[n][d]
   * @param k at least 1; n clusters if there are fewer points
   * @return label of each point, counted from 0 in the order of the clusters' first points; the
   *     lowest indices are joined first on ties
   */
  static int[] labels(double[][] points, int k) {
    int n = points.length;
    double[][] apart = squaredDistances(points);
    int[] size = new int[n];
    Arrays.fill(size, 1);
    // The cluster of a point is the lowest index in it.
    int[] cluster = new int[n];
    Arrays.setAll(cluster, i -> i);
    for (int left = n; left > k; left--) {
      int[] pair = closest(apart, size);
      join(pair[0], pair[1], apart, size);
      for (int i = 0; i < n; i++) {
        cluster[i] = cluster[i] == pair[1] ? pair[0] : cluster[i];
      }
    }
    return numbered(cluster);
  }

  private static int[] closest(double[][] apart, int[] size) {
    int[] pair = null;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < size.length; i++) {
      for (int j = i + 1; size[i] > 0 && j < size.length; j++) {
        if (size[j] > 0 && apart[i][j] < least) {
          least = apart[i][j];
          pair = new int[] {i, j};
        }
      }
    }
    return pair;
  }

  private static void join(int kept, int gone, double[][] apart, int[] size) {
    for (int other = 0; other < size.length; other++) {
      if (size[other] > 0 && other != kept && other != gone) {
        double joined =
            ((size[kept] + size[other]) * apart[kept][other]
                    + (size[gone] + size[other]) * apart[gone][other]
                    - size[other] * apart[kept][gone])
                / (size[kept] + size[gone] + size[other]);
        apart[kept][other] = joined;
        apart[other][kept] = joined;
      }
    }
    size[kept] += size[gone];
    size[gone] = 0;
  }

  private static double[][] squaredDistances(double[][] points) {
    double[][] apart = new double[points.length][points.length];
    for (int i = 0; i < points.length; i++) {
      for (int j = 0; j < i; j++) {
        double sum = 0;
        for (int d = 0; d < points[i].length; d++) {
          double difference = points[i][d] - points[j][d];
          sum += difference * difference;
        }
        apart[i][j] = sum;
        apart[j][i] = sum;
      }
    }
    return apart;
  }

  private static int[] numbered(int[] cluster) {
    int[] labels = new int[cluster.length];
    int next = 0;
    for (int i = 0; i < cluster.length; i++) {
      labels[i] = cluster[i] == i ? next++ : labels[cluster[i]];
    }
    return labels;
  }
}
