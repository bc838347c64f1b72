package io.tributary.infra.history;

import java.util.Comparator;

/**
 * Where a record lies in the log.
 *
 * @param topic full name; empty if unknown
 * @param partition of the topic
 * @param offset of the record, -1 if unknown
 */
public record RecordPosition(String topic, int partition, long offset)
    implements Comparable<RecordPosition> {
  /** The position of a record that was not found. */
  public static final RecordPosition UNKNOWN = new RecordPosition("", -1, -1);

  private static final Comparator<RecordPosition> ORDER =
      Comparator.comparing(RecordPosition::topic)
          .thenComparingInt(RecordPosition::partition)
          .thenComparingLong(RecordPosition::offset);

  /** Whether a record can be read there. */
  public boolean isKnown() {
    return !topic.isEmpty() && partition >= 0 && offset >= 0;
  }

  @Override
  public int compareTo(RecordPosition other) {
    return ORDER.compare(this, other);
  }

  /** {@code topic-0@17}, or nothing if it is unknown. */
  @Override
  public String toString() {
    return isKnown() ? topic + "-" + partition + "@" + offset : "";
  }
}
