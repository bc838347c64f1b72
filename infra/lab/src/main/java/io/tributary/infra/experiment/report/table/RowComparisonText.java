package io.tributary.infra.experiment.report.table;

import io.tributary.infra.measure.statistics.BootstrapInterval;
import io.tributary.infra.measure.statistics.ConfidenceInterval;
import io.tributary.infra.measure.statistics.McNemar;
import java.util.List;
import java.util.Locale;

/** Formats comparisons row by row for people. */
public final class RowComparisonText {
  public static final List<String> HEADER =
      List.of(
          "method",
          "difference",
          "95 % over clients",
          "95 % over rows",
          "rows",
          "better",
          "worse",
          "p (McNemar)",
          "p (Holm)");

  private RowComparisonText() {}

  /** Returns the sentence that explains the columns. */
  public static String sentence() {
    return "Row by row, a method is compared with the reference on the same test rows. Better and"
        + " worse count the rows that it answered right more or less often than the reference, all"
        + " clients and seeds together, so that a row counts once. p is McNemar's: how often two"
        + " methods that are equally good on such rows would split them so unevenly (exact binomial"
        + " for fewer than "
        + McNemar.EXACT_BELOW
        + " rows, mid-p from there on), corrected by Holm within each table. The intervals are of"
        + " the difference in points, from "
        + BootstrapInterval.DEFAULT.resamples()
        + " bootstrap samples (seed "
        + BootstrapInterval.DEFAULT.seed()
        + ") of clients with all their rows, or of rows within their tasks; one is empty where"
        + " nothing differs, as between clients that all got the same answers, and with few clients"
        + " it is too narrow. All of this takes the trained adapters as they are: whether other"
        + " seeds would say the same is what the t-test asks.";
  }

  /** Returns whether there is anything to show. */
  public static boolean isIn(ReportTable table) {
    return table.rows().stream().anyMatch(RowComparisonText::isIn);
  }

  private static boolean isIn(ReportRow row) {
    return row.against() != null && row.against().onRows() != null;
  }

  /** Returns a line for every row that was compared. */
  public static List<List<String>> lines(ReportTable table) {
    return table.rows().stream()
        .filter(RowComparisonText::isIn)
        .map(RowComparisonText::cells)
        .toList();
  }

  private static List<String> cells(ReportRow row) {
    RowComparisonView compared = row.against().onRows();
    return List.of(
        row.label(),
        PercentagePoints.of(compared.difference()),
        points(compared.overClients()),
        points(compared.overRows()),
        Integer.toString(compared.rows()),
        Integer.toString(compared.ahead()),
        Integer.toString(compared.behind()),
        probability(compared.p()),
        probability(compared.corrected()));
  }

  private static String points(ConfidenceInterval interval) {
    return interval == null
        ? ""
        : PercentagePoints.of(interval.lower()) + " to " + PercentagePoints.of(interval.upper());
  }

  private static String probability(double p) {
    return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
  }
}
