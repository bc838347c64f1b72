package io.tributary.aggregation.merge.module;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Singular values of a small dense matrix by one-sided Jacobi rotations: pairs of columns are
 * turned until all are orthogonal; then their lengths are the singular values (Hestenes 1958).
 */
final class NaiveSvd {
  private static final int SWEEPS = 60;

  /** The columns {@code u_k s_k}, longest first. */
  final double[][] scaledLeft;

  /** The columns v_k in the same order. */
  final double[][] right;

  NaiveSvd(double[][] matrix) {
    int n = matrix[0].length;
    double[][] columns = new double[n][matrix.length];
    double[][] turns = new double[n][n];
    for (int j = 0; j < n; j++) {
      turns[j][j] = 1;
      for (int i = 0; i < matrix.length; i++) {
        columns[j][i] = matrix[i][j];
      }
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          turn(columns, turns, p, q);
        }
      }
    }
    Integer[] order = new Integer[n];
    Arrays.setAll(order, k -> k);
    Arrays.sort(order, Comparator.comparingDouble(k -> -dot(columns[k], columns[k])));
    scaledLeft = Arrays.stream(order).map(k -> columns[k]).toArray(double[][]::new);
    right = Arrays.stream(order).map(k -> turns[k]).toArray(double[][]::new);
  }

  private static void turn(double[][] columns, double[][] turns, int p, int q) {
    double both = dot(columns[p], columns[q]);
    if (both == 0) {
      return;
    }
    double ratio = (dot(columns[q], columns[q]) - dot(columns[p], columns[p])) / (2 * both);
    double tangent = (ratio >= 0 ? 1 : -1) / (Math.abs(ratio) + Math.sqrt(1 + ratio * ratio));
    double cosine = 1 / Math.sqrt(1 + tangent * tangent);
    for (double[][] set : new double[][][] {columns, turns}) {
      for (int i = 0; i < set[p].length; i++) {
        double left = set[p][i];
        double other = set[q][i];
        set[p][i] = cosine * (left - tangent * other);
        set[q][i] = cosine * (tangent * left + other);
      }
    }
  }

  private static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  double value(int k) {
    return Math.sqrt(dot(scaledLeft[k], scaledLeft[k]));
  }

  /** The best approximation of the matrix at a rank. */
  double[][] truncated(int rank) {
    double[][] product = new double[scaledLeft[0].length][right[0].length];
    for (int k = 0; k < Math.min(rank, right.length); k++) {
      for (int i = 0; i < product.length; i++) {
        for (int j = 0; j < product[i].length; j++) {
          product[i][j] += scaledLeft[k][i] * right[k][j];
        }
      }
    }
    return product;
  }
}
