package io.tributary.infra.evaluate;

import io.tributary.infra.report.RunResults;
import io.tributary.infra.report.RunResults.Method;
import io.tributary.schemas.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The final table, at most 100 columns wide but for warnings. */
public final class ResultsTable {
  private static final double PERCENT = 100;

  private ResultsTable() {}

  /**
   * Returns the table as lines without colours: readable on a terminal, in a file and in an issue.
   */
  public static String of(RunResults results) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(results));
    lines.add("");
    lines.addAll(accuracies(results));
    lines.add("");
    lines.add(
        "routing accuracy %s   cluster purity %s   %s%s"
            .formatted(
                share(results.routingAccuracy()),
                share(results.clusterPurity()),
                counted("quarantined", results.quarantined(), "nothing quarantined"),
                counted("   left out", results.leftOut(), "")));
    lines.add(
        "bytes up %s   down %s   peak memory %s"
            .formatted(
                bytes(results.bytesUp()),
                bytes(results.bytesDown()),
                bytes(results.peakRssBytes())));
    lines.add(wall(results));
    results.warnings().forEach(warning -> lines.add("warning: " + warning));
    return String.join("\n", lines);
  }

  private static String headline(RunResults results) {
    return "%s, seed %d: %d clients, %d clusters, %d rounds"
        .formatted(
            results.scenario().toUpperCase(Locale.ROOT),
            results.seed(),
            results.clients(),
            results.clusters(),
            results.rounds());
  }

  private static List<String> accuracies(RunResults results) {
    TreeSet<String> tasks = new TreeSet<>();
    results.methods().forEach(method -> tasks.addAll(method.perTask().keySet()));
    List<String> header = new ArrayList<>(List.of("accuracy %"));
    header.addAll(tasks);
    header.addAll(List.of("all tasks", "own tasks"));
    List<List<String>> rows = new ArrayList<>();
    rows.add(header);
    for (Method method : results.methods()) {
      List<String> row = new ArrayList<>(List.of(method.name()));
      tasks.forEach(task -> row.add(percent(method.perTask().get(task))));
      row.add(percent(method.allTasks()));
      row.add(percent(method.ownTask()));
      rows.add(row);
    }
    return TextTable.ofNumbers(rows);
  }

  private static String wall(RunResults results) {
    double wall = results.wallSeconds();
    StringBuilder split = new StringBuilder();
    for (Map.Entry<String, Double> part : results.wallSplit().entrySet()) {
      split.append(split.length() == 0 ? "" : " + ");
      split.append("%s %.1f".formatted(part.getKey(), part.getValue()));
    }
    return "wall %.1f = %s\n%.0f %% of the wall time was spent inside training steps"
        .formatted(wall, split, wall > 0 ? PERCENT * results.trainSeconds() / wall : 0);
  }

  private static String counted(String what, Map<String, Long> counts, String nothing) {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    return all == 0 ? nothing : what + " " + all + " " + counts;
  }

  private static String percent(Double accuracy) {
    return accuracy == null || accuracy.isNaN() ? "-" : "%.1f".formatted(PERCENT * accuracy);
  }

  private static String share(double share) {
    return Double.isNaN(share) ? "-" : "%.3f".formatted(share);
  }

  private static String bytes(long bytes) {
    return bytes < 1 << 30
        ? "%.1f MiB".formatted(bytes / (double) (1 << 20))
        : "%.2f GiB".formatted(bytes / (double) (1 << 30));
  }
}
