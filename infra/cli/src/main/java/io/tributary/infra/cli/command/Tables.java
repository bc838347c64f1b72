package io.tributary.infra.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Rows of an answer as a table with a head. */
public final class Tables {
  private Tables() {}

  /** The table, or a sentence if there are no rows. */
  public static <T> String of(
      String none, List<String> head, List<T> rows, Function<T, List<String>> cells) {
    if (rows.isEmpty()) {
      return none;
    }
    List<List<String>> all = new ArrayList<>();
    all.add(head);
    rows.forEach(row -> all.add(cells.apply(row)));
    return TextTable.of(all);
  }
}
