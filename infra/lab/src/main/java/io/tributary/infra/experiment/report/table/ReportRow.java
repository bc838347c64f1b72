package io.tributary.infra.experiment.report.table;

import java.util.List;
import java.util.SortedMap;

/**
 * One method in a table.
 *
 * @param label of the row
 * @param reference whether others are compared with it
 * @param source the method's paper
 * @param picked settings that tuning picked for it; empty if it sets all itself, or while they are
 *     open
 * @param figures by name: all-tasks, own-tasks, unseen-clients, macro-f1, routing, purity,
 *     calibration-error, oracle-gap (all tasks, what true tasks instead of clusters would gain),
 *     bytes-up, train-seconds, wall-seconds, round-deviation, and task NAME; empty if every run
 *     failed
 * @param perTask accuracy by task
 * @param gainPercent relative gain over the reference in the compared figure; null without one
 * @param against comparison with the reference, seed by seed; null without one
 * @param curve mean own-task accuracy by round
 * @param runs files from which it was made
 * @param failures runs without scores, with the reasons
 */
public record ReportRow(
    String label,
    boolean reference,
    String source,
    SortedMap<String, String> picked,
    SortedMap<String, FigureSummary> figures,
    SortedMap<String, FigureSummary> perTask,
    Double gainPercent,
    Against against,
    SortedMap<Integer, Double> curve,
    List<String> runs,
    List<String> failures) {

  /**
   * A paired comparison with the reference in the compared figure.
   *
   * @param pairs seeds that both have
   * @param difference mean of row minus reference
   * @param p two-sided, paired t-test; null with fewer than two pairs or no spread
   * @param corrected p after Holm's correction over all rows of the table
   * @param wilcoxon two-sided p of the signed-rank test; null with fewer than six differences
   * @param onRows the comparison test row by test row; null without a seed of which both kept their
   *     answers
   */
  public record Against(
      int pairs,
      double difference,
      Double p,
      Double corrected,
      Double wilcoxon,
      RowComparisonView onRows) {}
}
