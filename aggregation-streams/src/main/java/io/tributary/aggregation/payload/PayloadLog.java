package io.tributary.aggregation.payload;

/**
 * Reads records of one partition of the topic {@code update-chunks}, by offset. The record at an
 * offset never changes, so that remembering the offset is enough.
 */
public interface PayloadLog extends AutoCloseable {

  /**
   * Returns the value of the record at an offset.
   *
   * @throws PayloadGone if the partition does not have it, or no longer
   * @throws IllegalStateException if the broker does not answer
   */
  byte[] read(long offset);

  @Override
  void close();

  /** Opens the log of a partition. */
  @FunctionalInterface
  interface Source {
    PayloadLog open(int partition);
  }
}
