package io.tributary.infra.history;

import java.util.Comparator;

/**
 * Where a record lies in the log.
 *
 * @param topic full name; empty if unknown
 * @param partition of the topic
 * @param offset of the record, -1 if unknown
 */
public record Place(String topic, int partition, long offset) implements Comparable<Place> {
  /** Of what was not found. */
  public static final Place UNKNOWN = new Place("", -1, -1);

  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::topic)
          .thenComparingInt(Place::partition)
          .thenComparingLong(Place::offset);

  /** Whether a record can be read there. */
  public boolean isKnown() {
    return !topic.isEmpty() && partition >= 0 && offset >= 0;
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  /** {@code topic-0@17}, or nothing if it is unknown. */
  @Override
  public String toString() {
    return isKnown() ? topic + "-" + partition + "@" + offset : "";
  }
}
