package io.tributary.schemas.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rows of cells as lines with aligned columns. */
public final class TextTable {
  private static final String GAP = "  ";
  private static final int MAX_CELL = 1200;

  /** Long task names are cut, so that four of them fit into 100 columns. */
  private static final int MAX_NUMBER_CELL = 12;

  private TextTable() {}

  /**
   * Formats cells as lines, all columns to the left: no cell begins a line of its own, or fills the
   * screen.
   */
  public static String of(List<List<String>> cells) {
    List<List<String>> rows =
        cells.stream()
            .map(row -> row.stream().map(cell -> PrintableText.line(cell, MAX_CELL)).toList())
            .toList();
    int[] widths = widths(rows);
    return rows.stream().map(row -> line(row, widths, false)).collect(Collectors.joining("\n"));
  }

  /** Formats rows below a head as lines, or returns a sentence if there are no rows. */
  public static <T> String of(
      String none, List<String> head, List<T> rows, Function<T, List<String>> cells) {
    if (rows.isEmpty()) {
      return none;
    }
    List<List<String>> all = new ArrayList<>();
    all.add(head);
    rows.forEach(row -> all.add(cells.apply(row)));
    return of(all);
  }

  /** Lines whose first column is to the left, and all others, short ones, to the right. */
  public static List<String> ofNumbers(List<List<String>> cells) {
    List<List<String>> rows =
        cells.stream()
            .map(
                row -> {
                  var cut = new ArrayList<>(row);
                  cut.subList(1, cut.size()).replaceAll(TextTable::cut);
                  return List.copyOf(cut);
                })
            .toList();
    int[] widths = widths(rows);
    return rows.stream().map(row -> line(row, widths, true)).toList();
  }

  private static String cut(String cell) {
    return cell.length() <= MAX_NUMBER_CELL ? cell : cell.substring(0, MAX_NUMBER_CELL - 1) + "~";
  }

  private static int[] widths(List<List<String>> rows) {
    int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return widths;
  }

  /** The first column is to the left in any case. */
  private static String line(List<String> row, int[] widths, boolean toTheRight) {
    var line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      String space = " ".repeat(widths[column] - cell.length());
      line.append(column == 0 ? "" : GAP);
      line.append(toTheRight && column > 0 ? space + cell : cell + space);
    }
    return line.toString().stripTrailing();
  }
}
