package io.tributary.infra.measure.cluster;

/**
 * The adjusted Rand index (Hubert and Arabie 1985): the number of pairs of rows that are together
 * in both partitions, corrected for chance under fixed sizes,
 *
 * <pre>
 * (S - E) / ((A + B) / 2 - E),   E = A B / C(n, 2),
 * S = sum C(n_ij, 2),   A = sum C(n_i., 2),   B = sum C(n_.j, 2).
 * </pre>
 *
 * 1 for equal partitions, 0 expected for unrelated ones, negative for worse than chance, at least
 * -1/2. Where the formula is 0/0 (both partitions have one cluster, or both have one row a
 * cluster), the partitions are equal: 1.
 */
public final class AdjustedRandIndex {
  private AdjustedRandIndex() {}

  /** Returns the index, which is symmetric in clusters and classes. */
  public static double of(ContingencyTable table) {
    double together = 0;
    for (long[] cluster : table.counts()) {
      together += pairs(cluster);
    }
    double inClusters = pairs(table.clusterSizes());
    double inClasses = pairs(table.classSizes());
    double all = pairs(table.rows());
    if (inClusters == inClasses && (inClusters == 0 || inClusters == all)) {
      return 1;
    }
    double expected = inClusters * (inClasses / all);
    return (together - expected) / ((inClusters + inClasses) / 2 - expected);
  }

  private static double pairs(long... sizes) {
    double sum = 0;
    for (long n : sizes) {
      sum += n * (n - 1.0) / 2;
    }
    return sum;
  }
}
