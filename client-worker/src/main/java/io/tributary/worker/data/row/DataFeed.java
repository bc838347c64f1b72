package io.tributary.worker.data.row;

import java.util.List;

/** New rows of one client as they appear; training is continuous. */
public interface DataFeed {
  /**
   * The rows that appeared since the last call; does not wait. Lines that are not rows are left
   * out, and said.
   */
  List<Row> poll();
}
