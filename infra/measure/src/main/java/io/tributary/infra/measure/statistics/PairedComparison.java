package io.tributary.infra.measure.statistics;

import java.util.Optional;

/**
 * The comparison of two methods, run by run.
 *
 * @param difference first minus second, over the pairs
 * @param tTest empty if there is one pair, or all differences are equal
 * @param wilcoxon empty if there are too few pairs for it
 */
public record PairedComparison(
    SeedSummary difference, Optional<PairedTTest> tTest, Optional<WilcoxonSignedRank> wilcoxon) {
  /**
   * Compares two methods by the differences of their paired runs.
   *
   * @return empty if the methods have no run in common
   */
  public static Optional<PairedComparison> of(PairedRuns<?> runs) {
    double[] differences = runs.differences();
    if (differences.length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new PairedComparison(
            SeedSummary.of(differences),
            PairedTTest.of(differences),
            WilcoxonSignedRank.of(differences)));
  }
}
