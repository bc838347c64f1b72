package io.tributary.infra.experiment.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The methods that were tuned over the same grid, for people.
 *
 * @param header key and values
 * @param rows one for each method
 */
record TuningGrid(List<String> header, List<Line> rows) {
  /**
   * One method's line in the table of a grid.
   *
   * @param method its name, and those of others that run with its pick
   * @param cells accuracy in percent, value by value
   * @param pick index of the picked value; -1 while none is
   * @param verdict the value that rows run with
   */
  record Line(String method, List<String> cells, int pick, String verdict) {}

  /**
   * Returns one grid for each set of columns, because methods of different grids have different
   * columns.
   */
  static List<TuningGrid> of(List<ReportTuning> tuning) {
    Map<List<String>, List<Line>> byHeader = new LinkedHashMap<>();
    for (ReportTuning one : tuning) {
      List<String> header = new ArrayList<>();
      one.values().forEach(value -> header.add(one.key() + " " + value.value()));
      byHeader.computeIfAbsent(header, columns -> new ArrayList<>()).add(line(one));
    }
    return byHeader.entrySet().stream()
        .map(entry -> new TuningGrid(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Returns a sentence about the rows that were asked, the same for all methods. */
  static String sentence(ReportTuning any) {
    return "Accuracy of own tasks in percent on "
        + any.validation()
        + " training rows of each of "
        + any.clients()
        + " clients, held out of training with seed "
        + any.seed()
        + " (at most "
        + any.asked()
        + " rows a task were asked); test rows were not used. Rows below that do not say"
        + " otherwise run with the value that is picked.";
  }

  private static Line line(ReportTuning one) {
    int pick = -1;
    var cells = new ArrayList<String>();
    for (ReportTuning.Value value : one.values()) {
      if (value.value().equals(one.picked()) && !one.fallback()) {
        pick = cells.size();
      }
      cells.add(cell(value));
    }
    String method =
        one.sharers().isEmpty()
            ? one.method()
            : one.method() + " (also " + String.join(", ", one.sharers()) + ")";
    return new Line(method, cells, pick, verdict(one));
  }

  private static String cell(ReportTuning.Value value) {
    if (value.ownTasks() == null) {
      return value.failure() == null ? "" : "failed";
    }
    return String.format(Locale.ROOT, "%.1f", 100 * value.ownTasks());
  }

  private static String verdict(ReportTuning one) {
    if (one.picked() == null) {
      return "open: runs are missing";
    }
    return one.fallback() ? one.picked() + ", the default: every run failed" : one.picked();
  }
}
