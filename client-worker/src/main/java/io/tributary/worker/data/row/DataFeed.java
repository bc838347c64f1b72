package io.tributary.worker.data.row;

import java.util.List;

/** Delivers new rows of one client as they appear, because training is continuous. */
public interface DataFeed {
  /**
   * Returns the rows that appeared since the last call, without waiting. Lines that are not rows
   * are left out and logged.
   */
  List<Row> poll();
}
