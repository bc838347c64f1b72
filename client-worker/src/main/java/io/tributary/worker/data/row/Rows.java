package io.tributary.worker.data.row;

import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one JSONL file. Rows whose answer is free text (no options) are left out: only rows
 * with options are trained for now.
 *
 * @param choice the rows with options, in the file's order
 * @param freeText how many rows were left out
 * @param bytes of the file that were read
 */
public record Rows(List<Row> choice, int freeText, long bytes) {
  public Rows {
    choice = List.copyOf(choice);
  }

  /**
   * Reads all rows of one JSONL file.
   *
   * @throws Failure if it is missing, unreadable, empty or holds a line that is not a row
   */
  public static Rows read(Path file) {
    try {
      return of(file.toString(), DataFiles.bytes(file));
    } catch (NoSuchFileException e) {
      throw failure(
          "DATA_MISSING", "data file " + file + " does not exist", "Check the path of --data.", e);
    } catch (IOException e) {
      throw failure(
          "DATA_UNREADABLE",
          "data file " + file + " cannot be read: " + e,
          "Make it a file that this user may read.",
          e);
    }
  }

  /** Does the same as {@link #read} for bytes that come from elsewhere under a name. */
  public static Rows of(String name, byte[] content) {
    var choice = new ArrayList<Row>();
    int freeText = 0;
    int number = 0;
    for (byte[] line : CompleteLines.ofWholeFile(content).complete()) {
      number++;
      if (CompleteLines.isBlank(line)) {
        continue;
      }
      Row row = row(name, number, line);
      if (row.isChoice()) {
        choice.add(row);
      } else {
        freeText++;
      }
    }
    if (choice.isEmpty() && freeText == 0) {
      throw failure(
          "DATA_EMPTY",
          "data file " + name + " holds no row, needs at least 1",
          "Write one JSON object a line: {\"input\":...,\"output\":...,\"options\":[...]}.",
          null);
    }
    return new Rows(choice, freeText, content.length);
  }

  private static Row row(String name, int number, byte[] line) {
    try {
      return RowParser.parse(line);
    } catch (BadRow e) {
      String place = name + ", line " + number + (e.column() > 0 ? ", column " + e.column() : "");
      throw failure("DATA_BAD_ROW", place + ": " + e.getMessage(), e.fix(), e);
    }
  }

  /** Returns the failure of a file of which no row can be trained. */
  public Failure nothingToTrain(String name) {
    return failure(
        "DATA_FREE_TEXT",
        "all " + freeText + " rows of " + name + " lack options; only choose rows are trained",
        "Add \"options\" with every possible answer, or leave this file out with --tasks.",
        null);
  }

  public static Failure failure(String code, String message, String hint, Exception cause) {
    return new Failure(Failure.Kind.CONFIGURATION, code, message, hint, cause);
  }
}
