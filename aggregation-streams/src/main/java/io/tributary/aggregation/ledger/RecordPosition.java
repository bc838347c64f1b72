package io.tributary.aggregation.ledger;

/**
 * Where a record was read.
 *
 * @param topic full name
 * @param partition of the topic
 * @param offset of the record, -1 if unknown
 */
public record RecordPosition(String topic, int partition, long offset) {
  /** Of what was never read as one record. */
  public static final RecordPosition UNKNOWN = new RecordPosition("", -1, -1);

  /** Returns the position as {@code topic-partition@offset}, for messages and logs. */
  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
