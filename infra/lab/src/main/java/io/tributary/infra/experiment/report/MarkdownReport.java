package io.tributary.infra.experiment.report;

import io.tributary.infra.experiment.report.table.FigureSummary;
import io.tributary.infra.experiment.report.table.PercentagePoints;
import io.tributary.infra.experiment.report.table.ReportRow;
import io.tributary.infra.experiment.report.table.ReportTable;
import io.tributary.infra.experiment.report.table.RowComparisonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Writes the report as Markdown: one table after the other. */
public final class MarkdownReport {
  private MarkdownReport() {}

  /** Writes the report as Markdown: notes, expectations, tuning and tables. */
  public static String of(ExperimentReport report) {
    var text = new StringBuilder();
    text.append("# ").append(report.manifest().experiment()).append("\n\n");
    text.append("Accuracy in percent, mean ± standard deviation over seeds ")
        .append(report.manifest().seeds())
        .append(
            "; gain, difference and p say how a row compares with the table's reference, p by"
                + " paired t-tests, corrected by Holm within each table.\n");
    if (!report.complete()) {
      text.append("\n**Not complete**: ").append(report.missing().size()).append(" runs to go.\n");
    }
    report.notes().forEach(note -> text.append("\n**Note**: ").append(note).append('\n'));
    if (!report.expectations().isEmpty()) {
      text.append("\nExpected before anything was run:\n\n");
      report.expectations().forEach(line -> text.append("- ").append(line).append('\n'));
    }
    append(report.tuning(), text);
    if (report.tables().stream().anyMatch(RowComparisonText::isIn)) {
      text.append('\n').append(RowComparisonText.sentence()).append('\n');
    }
    report.tables().forEach(table -> append(table, text));
    text.append("\nData ")
        .append(report.manifest().data())
        .append(", model ")
        .append(report.manifest().baseModel())
        .append(", tributary ")
        .append(String.join(" and ", report.versions()))
        .append(", Java ")
        .append(report.manifest().java())
        .append(
            String.format(
                Locale.ROOT,
                "; %.0f s of runs, some of them side by side.%n",
                report.wallSeconds()));
    return text.toString();
  }

  /** Appends the tuning, with the pick of each method in bold. */
  private static void append(List<ReportTuning> tuning, StringBuilder text) {
    if (tuning.isEmpty()) {
      return;
    }
    text.append("\n## Tuning\n\n").append(TuningGrid.sentence(tuning.get(0))).append('\n');
    for (TuningGrid grid : TuningGrid.of(tuning)) {
      text.append('\n');
      List<String> header = new ArrayList<>(List.of("method"));
      header.addAll(grid.header());
      header.add("picked");
      line(header, text);
      line(header.stream().map(column -> "---").toList(), text);
      for (TuningGrid.Line row : grid.rows()) {
        List<String> cells = new ArrayList<>(row.cells());
        if (row.pick() >= 0) {
          cells.set(row.pick(), "**" + cells.get(row.pick()) + "**");
        }
        cells.add(0, row.method());
        cells.add(row.verdict());
        line(cells, text);
      }
    }
  }

  private static void append(ReportTable table, StringBuilder text) {
    text.append("\n## ").append(table.name()).append("\n\n");
    var tasks = new TreeSet<String>();
    table.rows().forEach(row -> tasks.addAll(row.perTask().keySet()));
    List<String> header =
        new ArrayList<>(
            List.of(
                "method",
                "all tasks",
                "own tasks",
                "unseen",
                "gain %",
                "difference",
                "p (Holm)",
                "macro F1"));
    header.addAll(tasks);
    header.addAll(List.of("routing", "ECE", "step GSNR", "loss deviation", "MB up", "train s"));
    line(header, text);
    line(header.stream().map(column -> "---").toList(), text);
    for (ReportRow row : table.rows()) {
      line(cells(row, tasks), text);
    }
    if (table.reference() != null) {
      text.append("\nCompared with ")
          .append(table.reference())
          .append(" in ")
          .append(table.compared())
          .append(".\n");
    }
    rowByRow(table, text);
    for (ReportRow row : table.rows()) {
      row.failures().forEach(why -> text.append("\n").append(row.label()).append(", ").append(why));
    }
  }

  private static void rowByRow(ReportTable table, StringBuilder text) {
    if (!RowComparisonText.isIn(table)) {
      return;
    }
    text.append("\nRow by row against ").append(table.reference()).append(":\n\n");
    line(RowComparisonText.HEADER, text);
    line(RowComparisonText.HEADER.stream().map(column -> "---").toList(), text);
    RowComparisonText.lines(table).forEach(cells -> line(cells, text));
  }

  private static List<String> cells(ReportRow row, Set<String> tasks) {
    List<String> cells = new ArrayList<>();
    cells.add(row.label());
    for (String figure : List.of("all-tasks", "own-tasks", "unseen-clients")) {
      cells.add(percent(row.figures().get(figure)));
    }
    cells.add(row.gainPercent() == null ? "" : format("%+.1f", row.gainPercent()));
    cells.add(row.against() == null ? "" : PercentagePoints.of(row.against().difference()));
    cells.add(
        row.against() == null || row.against().corrected() == null
            ? ""
            : format("%.3f", row.against().corrected()));
    cells.add(percent(row.figures().get("macro-f1")));
    tasks.forEach(task -> cells.add(percent(row.perTask().get(task))));
    cells.add(percent(row.figures().get("routing")));
    cells.add(percent(row.figures().get("calibration-error")));
    FigureSummary steps = row.figures().get("step-gsnr");
    cells.add(steps == null ? "" : format("%.2f", steps.mean()));
    FigureSummary losses = row.figures().get("loss-step-deviation");
    cells.add(losses == null ? "" : format("%.3f", losses.mean()));
    FigureSummary bytes = row.figures().get("bytes-up");
    cells.add(bytes == null ? "" : format("%.1f", bytes.mean() / 1e6));
    FigureSummary seconds = row.figures().get("train-seconds");
    cells.add(seconds == null ? "" : format("%.0f", seconds.mean()));
    return cells;
  }

  private static String percent(FigureSummary cell) {
    return cell == null ? "" : cell.percent();
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static void line(List<String> cells, StringBuilder text) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
