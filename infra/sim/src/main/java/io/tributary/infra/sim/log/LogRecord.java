package io.tributary.infra.sim.log;

import java.util.Arrays;
import java.util.Objects;

/**
 * A record in a topic, or in flight to it.
 *
 * @param topic full name
 * @param key may be null, as a stranger's may
 * @param value null is a tombstone
 * @param timestamp milliseconds since 1970, negative if its producer gave it none
 * @param shift distance of its partition from that of its key, as other partitioners choose
 */
public record LogRecord(String topic, String key, byte[] value, long timestamp, int shift) {
  /** Creates a record on the partition of its key. */
  public LogRecord(String topic, String key, byte[] value, long timestamp) {
    this(topic, key, value, timestamp, 0);
  }

  /** Returns the same record as a broker dates it. */
  LogRecord at(long time) {
    return new LogRecord(topic, key, value, time, shift);
  }

  /** Returns a digest of everything in it, the same in every JVM. */
  public int fingerprint() {
    int hash = 31 * topic.hashCode() + (key == null ? 0 : key.hashCode());
    return 31 * (31 * hash + Arrays.hashCode(value)) + Long.hashCode(timestamp);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogRecord that
        && topic.equals(that.topic)
        && Objects.equals(key, that.key)
        && Arrays.equals(value, that.value)
        && timestamp == that.timestamp;
  }

  @Override
  public int hashCode() {
    return fingerprint();
  }

  @Override
  public String toString() {
    String size = value == null ? "tombstone" : value.length + " bytes";
    return topic + " " + key + " (" + size + ") at " + timestamp;
  }
}
