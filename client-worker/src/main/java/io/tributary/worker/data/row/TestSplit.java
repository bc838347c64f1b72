package io.tributary.worker.data.row;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Holds out about a fifth of the rows for testing where there is no test file. The side of a row
 * depends only on its text and the seed, so that it does not change while the file grows, and equal
 * texts are never on both sides.
 *
 * @param seed other seeds hold out other rows
 */
public record TestSplit(long seed) {
  private static final int ONE_IN = 5;

  public boolean isTest(Row row) {
    var crc = new CRC32();
    crc.update(
        (seed + "\n" + row.instruction() + "\n" + row.input()).getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % ONE_IN == 0;
  }
}
