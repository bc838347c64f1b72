package io.tributary.worker.data.row;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A client's own file, to which new rows may be appended.
 *
 * @param file path of the file
 * @param bytesRead number of bytes that the client's rows come from
 * @param heldOut selects its test rows; empty where a test file exists
 */
public record GrowingFile(Path file, long bytesRead, Optional<TestSplit> heldOut) {
  /** Follows the file from the end of what was read. */
  public DataFeed follow() {
    return new FileTail(file, bytesRead, row -> heldOut.map(h -> !h.isTest(row)).orElse(true));
  }
}
