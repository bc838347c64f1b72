package io.tributary.infra.measure.cluster;

/**
 * Normalised mutual information of two partitions, with the arithmetic mean of their entropies as
 * in scikit-learn's default and in Manning, Raghavan and Schuetze 2008, 16.3 (also known as the
 * V-measure):
 *
 * <pre>
 * 2 I(U, V) / (H(U) + H(V)),   I = sum n_ij/n ln(n n_ij / (n_i. n_.j)),   H(U) = -sum n_i./n ln(n_i./n).
 * </pre>
 *
 * In 0..1: 0 if knowing one tells nothing of the other, 1 if they are equal. Two partitions of one
 * cluster each are equal: 1. Not corrected for chance: many small clusters raise it.
 */
public final class NormalizedMutualInformation {
  private NormalizedMutualInformation() {}

  /** Returns the information, which is symmetric in clusters and classes. */
  public static double of(ContingencyTable table) {
    double n = table.rows();
    double entropies = entropy(table.clusterSizes(), n) + entropy(table.classSizes(), n);
    if (entropies == 0) {
      return 1;
    }
    // Rounding must not exceed the bounds.
    return Math.max(0, Math.min(1, 2 * mutual(table) / entropies));
  }

  private static double mutual(ContingencyTable table) {
    double n = table.rows();
    double sum = 0;
    for (int i = 0; i < table.counts().length; i++) {
      for (int j = 0; j < table.classSizes().length; j++) {
        double both = table.counts()[i][j];
        if (both > 0) {
          double independent = (double) table.clusterSizes()[i] * table.classSizes()[j];
          sum += both / n * StrictMath.log(n * both / independent);
        }
      }
    }
    return sum;
  }

  private static double entropy(long[] sizes, double n) {
    double sum = 0;
    for (long size : sizes) {
      sum -= size / n * StrictMath.log(size / n);
    }
    return sum;
  }
}
