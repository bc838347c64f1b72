package io.tributary.infra.cli.command;

import io.tributary.schemas.text.Printable;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of cells as lines with aligned columns. */
public final class TextTable {
  private static final int MAX_CELL = 1200;

  private TextTable() {}

  /**
   * Formats cells as {@link #line} writes them: no cell begins a line of its own, or fills the
   * screen.
   */
  public static String of(List<List<String>> cells) {
    List<List<String>> rows =
        cells.stream()
            .map(row -> row.stream().map(cell -> Printable.line(cell, MAX_CELL)).toList())
            .toList();
    int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
    for (List<String> row : rows) {
      for (int c = 0; c < row.size(); c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < row.size(); c++) {
      line.append(row.get(c)).append(" ".repeat(widths[c] - row.get(c).length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
