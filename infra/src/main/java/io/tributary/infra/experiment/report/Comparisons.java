package io.tributary.infra.experiment.report;

import io.tributary.infra.experiment.plan.Table;
import io.tributary.infra.experiment.plan.Table.TableRow;
import io.tributary.infra.experiment.report.ReportRow.Against;
import io.tributary.infra.measure.statistics.Holm;
import io.tributary.infra.measure.statistics.PairedComparison;
import io.tributary.infra.measure.statistics.PairedRuns;
import io.tributary.infra.measure.statistics.RelativeGain;
import io.tributary.infra.measure.statistics.Summary;
import io.tributary.infra.measure.statistics.WilcoxonSignedRank;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How the rows of a table compare with its reference, seed by seed.
 *
 * @param table which
 * @param figures what is compared: of every row by its label, by seed; empty where there is none
 */
record Comparisons(Table table, Map<String, SortedMap<Long, Double>> figures) {

  /** Of every row that can be compared, by its label; p-values are corrected over all of them. */
  Map<String, Against> all() {
    Map<String, PairedComparison> compared = new HashMap<>();
    Map<String, Double> pValues = new HashMap<>();
    for (TableRow row : table.rows()) {
      reference(row)
          .map(other -> PairedRuns.of(figures.get(row.label()), other))
          .flatMap(PairedComparison::of)
          .ifPresent(
              comparison -> {
                compared.put(row.label(), comparison);
                comparison.tTest().ifPresent(test -> pValues.put(row.label(), test.pValue()));
              });
    }
    Map<String, Double> corrected = Holm.adjust(pValues);
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
                    comparison.wilcoxon().map(WilcoxonSignedRank::pValue).orElse(null))));
    return against;
  }

  /** Relative gain of a row's mean over its reference's, in percent; null without one. */
  Double gainPercent(TableRow row) {
    SortedMap<Long, Double> own = figures.get(row.label());
    return reference(row)
        .filter(other -> !own.isEmpty())
        .map(other -> RelativeGain.percent(mean(own), mean(other)))
        .orElse(null);
  }

  /** Of the reference in the same variation, if it has figures; empty for the reference itself. */
  private Optional<SortedMap<Long, Double>> reference(TableRow row) {
    return table
        .reference()
        .map(row::label)
        .filter(label -> !label.equals(row.label()))
        .map(figures::get)
        .filter(other -> !other.isEmpty());
  }

  private static double mean(SortedMap<Long, Double> figures) {
    return Summary.of(figures.values().stream().mapToDouble(Double::doubleValue).toArray()).mean();
  }
}
