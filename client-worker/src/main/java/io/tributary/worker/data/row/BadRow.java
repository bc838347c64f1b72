package io.tributary.worker.data.row;

/** One line that is not a row: a value where lines keep coming, a failure where files are read. */
public final class BadRow extends Exception {
  private final int column;
  private final String fix;

  BadRow(int column, String message, String fix) {
    super(message);
    this.column = column;
    this.fix = fix;
  }

  /** 1-based column of the line's first fault, 0 when the line as a whole is at fault. */
  public int column() {
    return column;
  }

  /** Says what to change in the line so that it becomes a row. */
  public String fix() {
    return fix;
  }
}
