package io.tributary.infra.attack;

import io.tributary.schemas.topic.TopicSpec;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A record that no honest client sends.
 *
 * @param kind of hostility, for reports
 * @param topic to which it is sent
 * @param key any bytes; null for none
 * @param value any bytes; null for a tombstone
 * @param partition to send it to; empty: the one of the key
 * @param timestamp that the producer claims; empty: now
 * @param headerBytes size of a useless header; 0 for none
 */
record HostileRecord(
    String kind,
    TopicSpec topic,
    byte[] key,
    byte[] value,
    OptionalInt partition,
    OptionalLong timestamp,
    int headerBytes) {
  static HostileRecord of(String kind, TopicSpec topic, byte[] key, byte[] value) {
    return new HostileRecord(kind, topic, key, value, OptionalInt.empty(), OptionalLong.empty(), 0);
  }

  HostileRecord onPartition(int other) {
    return new HostileRecord(
        kind, topic, key, value, OptionalInt.of(other), timestamp, headerBytes);
  }

  HostileRecord at(long millis) {
    return new HostileRecord(
        kind, topic, key, value, partition, OptionalLong.of(millis), headerBytes);
  }

  HostileRecord withHeaderOf(int bytes) {
    return new HostileRecord(kind, topic, key, value, partition, timestamp, bytes);
  }
}
