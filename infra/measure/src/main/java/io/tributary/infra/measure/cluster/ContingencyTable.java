package io.tributary.infra.measure.cluster;

import io.tributary.infra.measure.Require;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two partitions of the same rows, counted: the number of rows of each cluster in each class. The
 * names of clusters and classes do not matter, only which rows are together.
 *
 * @param counts long[clusters][classes]
 * @param clusterSizes rows of every cluster, all >= 1
 * @param classSizes rows of every class, all >= 1
 * @param rows number of rows, >= 1
 */
public record ContingencyTable(long[][] counts, long[] clusterSizes, long[] classSizes, long rows) {
  /**
   * Counts for every pair of cluster and class the rows that have both.
   *
   * @param clusters of every row
   * @param classes of every row, such as its true task
   * @throws IllegalArgumentException if there is no row, or the lists differ in length
   */
  public static ContingencyTable of(List<?> clusters, List<?> classes) {
    Require.sameSize("clusters", clusters.size(), "classes", classes.size());
    Map<Object, Map<Object, Long>> counts = new LinkedHashMap<>();
    for (int row = 0; row < clusters.size(); row++) {
      counts
          .computeIfAbsent(clusters.get(row), cluster -> new LinkedHashMap<>())
          .merge(classes.get(row), 1L, Long::sum);
    }
    return ofCounts(counts.values());
  }

  /**
   * Creates a table from given counts.
   *
   * @param clusters for every cluster its number of rows of each class, none negative; clusters and
   *     classes without rows do not count
   * @throws IllegalArgumentException if there is no row, or a count is negative
   */
  public static ContingencyTable ofCounts(Collection<? extends Map<?, Long>> clusters) {
    Map<Object, Integer> columns = new LinkedHashMap<>();
    List<Map<?, Long>> filled = new ArrayList<>();
    for (Map<?, Long> cluster : clusters) {
      boolean any = false;
      for (Map.Entry<?, Long> entry : cluster.entrySet()) {
        long n = entry.getValue();
        Require.atLeast(0, "number of rows of class " + entry.getKey(), n, "pass counts");
        if (n > 0) {
          columns.putIfAbsent(entry.getKey(), columns.size());
          any = true;
        }
      }
      if (any) {
        filled.add(cluster);
      }
    }
    Require.atLeast(1, "number of clustered rows", filled.size(), "cluster some rows first");
    long[][] counts = new long[filled.size()][columns.size()];
    for (int c = 0; c < counts.length; c++) {
      for (Map.Entry<?, Long> entry : filled.get(c).entrySet()) {
        if (entry.getValue() > 0) {
          counts[c][columns.get(entry.getKey())] = entry.getValue();
        }
      }
    }
    return summed(counts);
  }

  /**
   * Returns the share of rows that are of their cluster's most frequent class: sum over clusters of
   * max over classes of n(cluster, class), over n (Manning, Raghavan and Schuetze 2008, 16.3). 1 is
   * perfect, and also the result of one cluster per row: read it beside the number of clusters.
   */
  public double purity() {
    long majorities = 0;
    for (long[] cluster : counts) {
      long most = 0;
      for (long n : cluster) {
        most = Math.max(most, n);
      }
      majorities += most;
    }
    return (double) majorities / rows;
  }

  private static ContingencyTable summed(long[][] counts) {
    long[] clusterSizes = new long[counts.length];
    long[] classSizes = new long[counts[0].length];
    long rows = 0;
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < classSizes.length; j++) {
        clusterSizes[i] += counts[i][j];
        classSizes[j] += counts[i][j];
        rows += counts[i][j];
      }
    }
    return new ContingencyTable(counts, clusterSizes, classSizes, rows);
  }
}
