package io.tributary.aggregation.topology;

import io.tributary.aggregation.payload.PayloadGone;
import io.tributary.aggregation.payload.PayloadLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What was piped into {@code update-chunks}, by offset, as the test driver counts them. */
public final class FakePayloadLog implements PayloadLog.Source {
  private final List<byte[]> records = new ArrayList<>();
  private int reads;

  void append(byte[] record) {
    records.add(record);
  }

  /** Where the first of some bytes lie. */
  long offsetOf(byte[] record) {
    for (int offset = 0; offset < records.size(); offset++) {
      if (Arrays.equals(records.get(offset), record)) {
        return offset;
      }
    }
    throw new IllegalArgumentException("no such record was sent");
  }

  /** Makes an offset hold something else, which no log ever does. */
  public void corrupt(int offset, byte[] record) {
    records.set(offset, record);
  }

  /** How often the log was needed. */
  public int reads() {
    return reads;
  }

  @Override
  public PayloadLog open(int partition) {
    return new PayloadLog() {
      @Override
      public byte[] read(long offset) {
        reads++;
        if (offset < 0 || offset >= records.size()) {
          throw new PayloadGone("nothing lies at offset " + offset, null);
        }
        return records.get((int) offset);
      }

      @Override
      public void close() {}
    };
  }
}
