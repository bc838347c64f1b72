package io.tributary.infra.experiment.report.table;

import io.tributary.infra.experiment.pair.RowComparison;
import io.tributary.infra.measure.statistics.ConfidenceInterval;
import io.tributary.infra.measure.statistics.McNemar;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of a table beside its reference, test row by test row.
 *
 * @param rows number of different test rows that were compared
 * @param unpaired test rows that only one of both was asked
 * @param difference of row minus reference in the compared figure, over the seeds below
 * @param ahead test rows that the row answers right more often than the reference
 * @param behind test rows that it answers right less often
 * @param test how p was computed: {@code exact} or {@code mid-p}
 * @param p two-sided, McNemar's test
 * @param corrected p after Holm's correction over all rows of the table
 * @param overClients interval of the difference by resampling clients; null where they do not
 *     differ
 * @param overRows interval of the difference by resampling test rows; null where they do not differ
 * @param seeds the same counts and test, seed by seed
 */
public record RowComparisonView(
    int rows,
    int unpaired,
    double difference,
    int ahead,
    int behind,
    String test,
    double p,
    double corrected,
    ConfidenceInterval overClients,
    ConfidenceInterval overRows,
    List<OfSeed> seeds) {

  /**
   * A comparison within one seed.
   *
   * @param seed of both runs
   * @param ahead test rows that the row answers right and the reference does not
   * @param behind test rows that the reference answers right and the row does not
   * @param test how p was computed: {@code exact} or {@code mid-p}
   * @param p two-sided, McNemar's test, not corrected
   */
  public record OfSeed(long seed, int ahead, int behind, String test, double p) {}

  static RowComparisonView of(RowComparison comparison, double corrected) {
    var seeds = new ArrayList<OfSeed>();
    comparison
        .seeds()
        .forEach(
            (seed, test) ->
                seeds.add(
                    new OfSeed(seed, test.ahead(), test.behind(), name(test), test.pValue())));
    McNemar test = comparison.test();
    return new RowComparisonView(
        comparison.rows(),
        comparison.unpaired(),
        comparison.difference(),
        test.ahead(),
        test.behind(),
        name(test),
        test.pValue(),
        corrected,
        comparison.overClients().orElse(null),
        comparison.overRows().orElse(null),
        seeds);
  }

  private static String name(McNemar test) {
    return test.exact() ? "exact" : "mid-p";
  }
}
