package io.tributary.infra.experiment.engine;

import io.tributary.aggregation.payload.PayloadLog;
import java.util.ArrayList;
import java.util.List;

/**
 * Stores the records of {@code update-chunks} of an {@link InProcessFederation}; a record's offset
 * is its index.
 */
final class InMemoryPayloads implements PayloadLog.Source {
  private final List<byte[]> records = new ArrayList<>();

  void append(byte[] record) {
    records.add(record);
  }

  @Override
  public PayloadLog open(int partition) {
    return new PayloadLog() {
      @Override
      public byte[] read(long offset) {
        return records.get(Math.toIntExact(offset));
      }

      @Override
      public void close() {}
    };
  }
}
