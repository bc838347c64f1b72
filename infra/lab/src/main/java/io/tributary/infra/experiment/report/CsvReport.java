package io.tributary.infra.experiment.report;

import io.tributary.infra.experiment.report.table.FigureSummary;
import io.tributary.infra.experiment.report.table.ReportRow;
import io.tributary.infra.experiment.report.table.ReportTable;
import io.tributary.infra.experiment.report.table.RowComparisonView;
import io.tributary.infra.measure.statistics.ConfidenceInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the report as comma-separated values: one line for each figure of each row. */
public final class CsvReport {
  private CsvReport() {}

  /** Returns the whole text, with a header; figures are fractions, seconds or bytes. */
  public static String of(ExperimentReport report) {
    var text = new StringBuilder("table,method,figure,n,mean,standard_deviation,runs\n");
    for (ReportTuning tuning : report.tuning()) {
      tuning.values().forEach(value -> text.append(line(tuning, value)));
    }
    for (ReportTable table : report.tables()) {
      for (ReportRow row : table.rows()) {
        Map<String, FigureSummary> cells = new TreeMap<>(row.figures());
        row.perTask().forEach((task, cell) -> cells.put("task " + task, cell));
        if (row.against() != null && row.against().onRows() != null) {
          cells.putAll(onRows(row.against().onRows()));
        }
        cells.forEach(
            (figure, cell) ->
                text.append(line(table.name(), row.label(), figure, cell, row.runs())));
      }
    }
    return text.toString();
  }

  /** Returns the figures of a comparison row by row, where n is the number of test rows. */
  private static Map<String, FigureSummary> onRows(RowComparisonView compared) {
    Map<String, Double> figures = new TreeMap<>();
    figures.put("difference", compared.difference());
    figures.put("better", (double) compared.ahead());
    figures.put("worse", (double) compared.behind());
    figures.put("p", compared.p());
    figures.put("p (Holm)", compared.corrected());
    bounds("over clients", compared.overClients(), figures);
    bounds("over rows", compared.overRows(), figures);
    Map<String, FigureSummary> cells = new TreeMap<>();
    figures.forEach(
        (figure, value) ->
            cells.put("row by row " + figure, new FigureSummary(compared.rows(), value, null)));
    return cells;
  }

  private static void bounds(
      String over, ConfidenceInterval interval, Map<String, Double> figures) {
    if (interval != null) {
      figures.put("lower " + over, interval.lower());
      figures.put("upper " + over, interval.upper());
    }
  }

  /**
   * Returns the line of a tuned value, whose figure has a name of its own, because it is of
   * validation rows.
   */
  private static String line(ReportTuning tuning, ReportTuning.Value value) {
    return value.ownTasks() == null
        ? ""
        : line(
            "tuning",
            tuning.method(),
            "validation own-tasks, " + tuning.key() + " " + value.value(),
            new FigureSummary(1, value.ownTasks(), null),
            List.of(value.run()));
  }

  private static String line(
      String table, String method, String figure, FigureSummary cell, List<String> runs) {
    List<String> fields = new ArrayList<>();
    fields.add(quoted(table));
    fields.add(quoted(method));
    fields.add(quoted(figure));
    fields.add(Integer.toString(cell.n()));
    fields.add(Double.toString(cell.mean()));
    fields.add(cell.deviation() == null ? "" : Double.toString(cell.deviation()));
    fields.add(quoted(String.join(" ", runs)));
    return String.join(",", fields) + "\n";
  }

  /** Quotes a field, and doubles the quotes in it, as RFC 4180 says. */
  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
