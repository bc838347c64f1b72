package io.tributary.aggregation.payload;

/**
 * Records of one partition of the topic {@code update-chunks}, by offset. What an offset holds
 * never changes, so remembering the offset is remembering the payload.
 */
public interface PayloadLog extends AutoCloseable {

  /**
   * The value of the record at an offset.
   *
   * @throws PayloadGone if the partition does not hold it, or no longer
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
