package io.tributary.infra.experiment.report;

import static io.tributary.infra.report.HtmlDocument.escaped;

import io.tributary.infra.experiment.report.table.FigureSummary;
import io.tributary.infra.experiment.report.table.PercentagePoints;
import io.tributary.infra.experiment.report.table.ReportRow;
import io.tributary.infra.experiment.report.table.ReportTable;
import io.tributary.infra.experiment.report.table.RowComparisonText;
import io.tributary.infra.report.HtmlDocument;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the report as one page without a script: tables, bars and curves. */
public final class HtmlExperimentReport {
  private static final List<String> COLOURS =
      List.of(
          "#1b6ca8", "#d1495b", "#3a7d44", "#8e5ea2", "#e08e0b", "#0e9aa7", "#6b4226", "#5c6b73",
          "#c2185b", "#7b8f00");
  private static final int WIDTH = 560;
  private static final int HEIGHT = 240;
  private static final int MARGIN = 36;

  private HtmlExperimentReport() {}

  /** Writes the report as one HTML page with its styles in it. */
  public static String of(ExperimentReport report) {
    var page = new StringBuilder();
    page.append("<main>");
    page.append("<h1>").append(escaped(report.manifest().experiment())).append("</h1>");
    page.append("<p>Accuracy in percent, mean ± standard deviation over seeds ")
        .append(report.manifest().seeds())
        .append(
            ". Gain, difference and p say how a row compares with its table's reference; p by"
                + " paired t-tests, corrected by Holm within each table.</p>");
    if (!report.complete()) {
      page.append("<p class=warn>Not complete: ")
          .append(report.missing().size())
          .append(" runs to go.</p>");
    }
    report
        .notes()
        .forEach(note -> page.append("<p class=warn>").append(escaped(note)).append("</p>"));
    if (!report.expectations().isEmpty()) {
      page.append("<h2>Expected before anything was run</h2><ul>");
      report
          .expectations()
          .forEach(text -> page.append("<li>").append(escaped(text)).append("</li>"));
      page.append("</ul>");
    }
    append(report.tuning(), page);
    if (report.tables().stream().anyMatch(RowComparisonText::isIn)) {
      page.append("<p>").append(escaped(RowComparisonText.sentence())).append("</p>");
    }
    report.tables().forEach(table -> append(table, page));
    page.append("<p><small>Data ")
        .append(escaped(report.manifest().data()))
        .append(", model ")
        .append(escaped(report.manifest().baseModel()))
        .append(", tributary ")
        .append(escaped(String.join(" and ", report.versions())))
        .append(", Java ")
        .append(escaped(report.manifest().java()))
        .append("</small></p></main>\n");
    return HtmlDocument.of(report.manifest().experiment(), page.toString());
  }

  /** Appends the tuning, with the pick of each method in bold. */
  private static void append(List<ReportTuning> tuning, StringBuilder page) {
    if (tuning.isEmpty()) {
      return;
    }
    page.append("<h2>Tuning</h2><p>")
        .append(escaped(TuningGrid.sentence(tuning.get(0))))
        .append("</p>");
    for (TuningGrid grid : TuningGrid.of(tuning)) {
      page.append("<div class=scroll><table><tr><th>method");
      grid.header().forEach(column -> page.append("<th>").append(escaped(column)));
      page.append("<th>picked</tr>");
      for (TuningGrid.Line row : grid.rows()) {
        page.append("<tr><td>").append(escaped(row.method()));
        for (int i = 0; i < row.cells().size(); i++) {
          String cell = escaped(row.cells().get(i));
          page.append("<td>").append(i == row.pick() ? "<b>" + cell + "</b>" : cell);
        }
        page.append("<td>").append(escaped(row.verdict())).append("</tr>");
      }
      page.append("</table></div>");
    }
  }

  private static void append(ReportTable table, StringBuilder page) {
    page.append("<h2>").append(escaped(table.name())).append("</h2><div class=scroll><table>");
    page.append(
        "<tr><th>method<th>all tasks<th><th>own tasks<th>unseen<th>gain %<th>difference<th>p"
            + " (Holm)<th>macro F1<th>routing<th>ECE<th>step GSNR<th>loss deviation<th>MB"
            + " up<th>train s<th>runs</tr>");
    table.rows().forEach(row -> append(row, page));
    page.append("</table></div>");
    if (table.reference() != null) {
      page.append("<p><small>Compared with ")
          .append(escaped(table.reference()))
          .append(" in ")
          .append(table.compared())
          .append(".</small></p>");
    }
    rowByRow(table, page);
    for (ReportRow row : table.rows()) {
      row.failures()
          .forEach(
              why ->
                  page.append("<p class=warn>")
                      .append(escaped(row.label() + ", " + why))
                      .append("</p>"));
    }
    curves(table, page);
  }

  private static void append(ReportRow row, StringBuilder page) {
    page.append(row.reference() ? "<tr class=reference>" : "<tr>");
    page.append("<td title=\"").append(escaped(row.source())).append("\">");
    page.append(escaped(row.label()));
    page.append("<td>").append(percent(row, "all-tasks"));
    page.append("<td class=left>").append(bar(row.figures().get("all-tasks")));
    page.append("<td>").append(percent(row, "own-tasks"));
    page.append("<td>").append(percent(row, "unseen-clients"));
    page.append("<td>").append(row.gainPercent() == null ? "" : number("%+.1f", row.gainPercent()));
    page.append("<td>")
        .append(row.against() == null ? "" : PercentagePoints.of(row.against().difference()));
    page.append("<td>")
        .append(
            row.against() == null || row.against().corrected() == null
                ? ""
                : number("%.3f", row.against().corrected()));
    page.append("<td>").append(percent(row, "macro-f1"));
    page.append("<td>").append(percent(row, "routing"));
    page.append("<td>").append(percent(row, "calibration-error"));
    page.append("<td>").append(scaled(row, "step-gsnr", 1, "%.2f"));
    page.append("<td>").append(scaled(row, "loss-step-deviation", 1, "%.3f"));
    page.append("<td>").append(scaled(row, "bytes-up", 1e-6, "%.1f"));
    page.append("<td>").append(scaled(row, "train-seconds", 1, "%.0f"));
    page.append("<td>");
    for (int run = 0; run < row.runs().size(); run++) {
      page.append("<a href=\"")
          .append(escaped(row.runs().get(run)))
          .append("\">")
          .append(run + 1)
          .append("</a> ");
    }
    page.append("</tr>");
  }

  private static void rowByRow(ReportTable table, StringBuilder page) {
    if (!RowComparisonText.isIn(table)) {
      return;
    }
    page.append("<h3>Row by row against ")
        .append(escaped(table.reference()))
        .append("</h3><div class=scroll><table><tr>");
    RowComparisonText.HEADER.forEach(column -> page.append("<th>").append(escaped(column)));
    page.append("</tr>");
    for (List<String> cells : RowComparisonText.lines(table)) {
      page.append("<tr>");
      cells.forEach(cell -> page.append("<td>").append(escaped(cell)));
      page.append("</tr>");
    }
    page.append("</table></div>");
  }

  /** Appends own-task accuracy by round, a line for each method that was trained. */
  private static void curves(ReportTable table, StringBuilder page) {
    List<ReportRow> rows = table.rows().stream().filter(row -> row.curve().size() > 1).toList();
    if (rows.isEmpty()) {
      return;
    }
    int last = rows.stream().mapToInt(row -> row.curve().lastKey()).max().orElseThrow();
    page.append(
        "<svg role=img aria-label=\"own-task accuracy by round\" viewBox=\"0 0 %d %d\">"
            .formatted(WIDTH + 260, HEIGHT));
    for (int tick = 0; tick <= 4; tick++) {
      double y = y(tick / 4.0);
      page.append(
          String.format(
              Locale.ROOT,
              "<line x1=%d x2=%d y1=%.1f y2=%.1f class=axis /><text x=2 y=%.1f"
                  + " font-size=11>%d</text>",
              MARGIN,
              WIDTH,
              y,
              y,
              y + 4,
              25 * tick));
    }
    for (int i = 0; i < rows.size(); i++) {
      String colour = COLOURS.get(i % COLOURS.size());
      var points = new StringBuilder();
      for (Map.Entry<Integer, Double> point : rows.get(i).curve().entrySet()) {
        points.append(
            String.format(Locale.ROOT, "%.1f,%.1f ", x(point.getKey(), last), y(point.getValue())));
      }
      page.append(
          "<polyline fill=none stroke=%s stroke-width=2 points=\"%s\" />"
              .formatted(colour, points));
      page.append(
          "<text x=%d y=%d font-size=12 fill=%s>%s</text>"
              .formatted(WIDTH + 12, 16 + 15 * i, colour, escaped(rows.get(i).label())));
    }
    page.append(
        "<text x=%d y=%d font-size=11>round %d</text></svg><p><small>Own-task accuracy by round of the clusters' adapters (not of personal ones), on 40 rows a task.</small></p>"
            .formatted(WIDTH - 50, HEIGHT - 4, last));
  }

  private static double x(int round, int last) {
    return MARGIN + (double) (WIDTH - MARGIN) * round / last;
  }

  private static double y(double share) {
    return HEIGHT - 24 - (HEIGHT - 40) * share;
  }

  private static String bar(FigureSummary cell) {
    return cell == null
        ? ""
        : String.format(
            Locale.ROOT, "<span class=bar style=\"width:%.0fpx\"></span>", 120 * cell.mean());
  }

  private static String percent(ReportRow row, String figure) {
    FigureSummary cell = row.figures().get(figure);
    return cell == null ? "" : cell.percent();
  }

  private static String scaled(ReportRow row, String figure, double scale, String format) {
    FigureSummary cell = row.figures().get(figure);
    return cell == null ? "" : number(format, scale * cell.mean());
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
