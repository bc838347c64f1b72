package io.tributary.worker.data.row;

/**
 * Reports one line that is not a row: a feed handles it as a value, reading a file turns it into a
 * failure.
 */
public final class BadRow extends Exception {
  private final int column;
  private final String fix;

  BadRow(int column, String message, String fix) {
    super(message);
    this.column = column;
    this.fix = fix;
  }

  /**
   * Returns the 1-based column of the line's first fault, 0 when the line as a whole is at fault.
   */
  public int column() {
    return column;
  }

  /** Returns what to change in the line so that it becomes a row. */
  public String fix() {
    return fix;
  }
}
