package io.tributary.infra.experiment.report.table;

import io.tributary.infra.experiment.pair.CorrectAnswers;
import io.tributary.infra.experiment.pair.RowComparison;
import io.tributary.infra.experiment.plan.TableDefinition;
import io.tributary.infra.experiment.plan.TableDefinition.TableRow;
import io.tributary.infra.experiment.report.table.ReportRow.Against;
import io.tributary.infra.measure.statistics.BootstrapInterval;
import io.tributary.infra.measure.statistics.HolmCorrection;
import io.tributary.infra.measure.statistics.PairedComparison;
import io.tributary.infra.measure.statistics.PairedRuns;
import io.tributary.infra.measure.statistics.RelativeGain;
import io.tributary.infra.measure.statistics.SeedSummary;
import io.tributary.infra.measure.statistics.WilcoxonSignedRank;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Compares the rows of a table with its reference, seed by seed and test row by test row.
 *
 * @param table to compare
 * @param figures the compared figure of every row by its label, by seed; empty where there is none
 * @param marks which answers every row's runs got right, by seed; without runs that did not keep
 *     them
 */
public record ReferenceComparisons(
    TableDefinition table,
    Map<String, SortedMap<Long, Double>> figures,
    Map<String, SortedMap<Long, CorrectAnswers>> marks) {

  /**
   * Returns the comparison of every row that can be compared, by its label; p-values are corrected
   * over all of them.
   */
  public Map<String, Against> all() {
    Map<String, PairedComparison> compared = new HashMap<>();
    Map<String, Double> pValues = new HashMap<>();
    for (TableRow row : table.rows()) {
      reference(row)
          .map(figures::get)
          .map(other -> PairedRuns.of(figures.get(row.label()), other))
          .flatMap(PairedComparison::of)
          .ifPresent(
              comparison -> {
                compared.put(row.label(), comparison);
                comparison.tTest().ifPresent(test -> pValues.put(row.label(), test.pValue()));
              });
    }
    Map<String, Double> corrected = HolmCorrection.adjust(pValues);
    Map<String, RowComparisonView> onRows = onRows();
    Map<String, Against> against = new HashMap<>();
    compared.forEach(
        (label, comparison) ->
            against.put(
                label,
                new Against(
                    comparison.difference().n(),
                    comparison.difference().mean(),
                    pValues.get(label),
                    corrected.get(label),
                    comparison.wilcoxon().map(WilcoxonSignedRank::pValue).orElse(null),
                    onRows.get(label))));
    return against;
  }

  private Map<String, RowComparisonView> onRows() {
    Map<String, RowComparison> compared = new HashMap<>();
    Map<String, Double> pValues = new HashMap<>();
    for (TableRow row : table.rows()) {
      reference(row)
          .flatMap(
              other ->
                  RowComparison.of(
                      table.compared(),
                      marks.get(row.label()),
                      marks.get(other),
                      BootstrapInterval.DEFAULT))
          .ifPresent(
              comparison -> {
                compared.put(row.label(), comparison);
                pValues.put(row.label(), comparison.test().pValue());
              });
    }
    Map<String, Double> corrected = HolmCorrection.adjust(pValues);
    Map<String, RowComparisonView> onRows = new HashMap<>();
    compared.forEach(
        (label, comparison) ->
            onRows.put(label, RowComparisonView.of(comparison, corrected.get(label))));
    return onRows;
  }

  /**
   * Returns the relative gain of a row's mean over its reference's, in percent; null without one.
   */
  public Double gainPercent(TableRow row) {
    SortedMap<Long, Double> own = figures.get(row.label());
    return reference(row)
        .map(figures::get)
        .filter(other -> !own.isEmpty())
        .map(other -> RelativeGain.percent(mean(own), mean(other)))
        .orElse(null);
  }

  /**
   * Returns the reference in the same variation, if it has figures; empty for the reference itself.
   */
  private Optional<String> reference(TableRow row) {
    return table
        .reference()
        .map(row::label)
        .filter(label -> !label.equals(row.label()))
        .filter(label -> !figures.get(label).isEmpty());
  }

  private static double mean(SortedMap<Long, Double> figures) {
    return SeedSummary.of(figures.values().stream().mapToDouble(Double::doubleValue).toArray())
        .mean();
  }
}
