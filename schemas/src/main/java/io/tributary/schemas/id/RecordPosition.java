package io.tributary.schemas.id;

import java.util.Comparator;

/**
 * The position of a record in the log.
 *
 * @param topic full name; empty if unknown
 * @param partition of the topic
 * @param offset of the record, -1 if unknown
 */
public record RecordPosition(String topic, int partition, long offset)
    implements Comparable<RecordPosition> {
  /** The position of what was not found, or never was one record. */
  public static final RecordPosition UNKNOWN = new RecordPosition("", -1, -1);

  private static final Comparator<RecordPosition> ORDER =
      Comparator.comparing(RecordPosition::topic)
          .thenComparingInt(RecordPosition::partition)
          .thenComparingLong(RecordPosition::offset);

  /** Returns whether a record can be read there. */
  public boolean isKnown() {
    return !topic.isEmpty() && partition >= 0 && offset >= 0;
  }

  /** {@code topic-0@17}, by which quarantine knows a record; also if parts of it are unknown. */
  public String subject() {
    return topic + "-" + partition + "@" + offset;
  }

  @Override
  public int compareTo(RecordPosition other) {
    return ORDER.compare(this, other);
  }

  /** Returns {@code topic-0@17}, or an empty text if the position is unknown. */
  @Override
  public String toString() {
    return isKnown() ? subject() : "";
  }
}
