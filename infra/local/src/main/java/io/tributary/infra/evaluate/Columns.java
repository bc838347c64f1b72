package io.tributary.infra.evaluate;

import java.util.ArrayList;
import java.util.List;

/** Rows of words as aligned lines: the first column to the left, numbers to the right. */
final class Columns {
  private static final int LONGEST_WORD = 12;
  private static final String GAP = "  ";

  private Columns() {}

  static List<String> align(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], cell(row.get(c), c).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        String format = c == 0 ? "%-" + widths[c] + "s" : GAP + "%" + widths[c] + "s";
        line.append(format.formatted(cell(row.get(c), c)));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** Long task names are cut, so that four of them fit into 100 columns. */
  private static String cell(String word, int column) {
    return column == 0 || word.length() <= LONGEST_WORD
        ? word
        : word.substring(0, LONGEST_WORD - 1) + "~";
  }
}
