package io.tributary.infra.experiment.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The report as comma-separated values: one line for each figure of each row. */
public final class Csv {
  private Csv() {}

  /** All of it, with a header; figures are fractions, seconds or bytes. */
  public static String of(ExperimentReport report) {
    var text = new StringBuilder("table,method,figure,n,mean,standard_deviation,runs\n");
    for (ReportTable table : report.tables()) {
      for (ReportRow row : table.rows()) {
        Map<String, Cell> cells = new TreeMap<>(row.figures());
        row.perTask().forEach((task, cell) -> cells.put("task " + task, cell));
        cells.forEach((figure, cell) -> text.append(line(table, row, figure, cell)));
      }
    }
    return text.toString();
  }

  private static String line(ReportTable table, ReportRow row, String figure, Cell cell) {
    List<String> fields = new ArrayList<>();
    fields.add(quoted(table.name()));
    fields.add(quoted(row.label()));
    fields.add(quoted(figure));
    fields.add(Integer.toString(cell.n()));
    fields.add(Double.toString(cell.mean()));
    fields.add(cell.deviation() == null ? "" : Double.toString(cell.deviation()));
    fields.add(quoted(String.join(" ", row.runs())));
    return String.join(",", fields) + "\n";
  }

  /** RFC 4180. */
  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
