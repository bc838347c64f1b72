package io.tributary.schemas.topic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Utils;

/**
 * One topic as it must be on the broker.
 *
 * @param name full name, with the federation's prefix
 * @param key what the key is, for people
 * @param partitions exact number: co-partitioning depends on it
 * @param cleanup what the broker may remove
 * @param retention of {@link Cleanup#DELETE}; negative keeps everything
 * @param brokerTime whether the broker dates its records: so of what clients write, whose clocks
 *     nobody can trust
 * @param smallSegments whether the broker closes its segments early: only closed ones are
 *     compacted, and of large records an open one holds many that are outdated
 * @param purpose one line for people
 */
public record TopicSpec(
    String name,
    String key,
    int partitions,
    Cleanup cleanup,
    Duration retention,
    boolean brokerTime,
    boolean smallSegments,
    String purpose) {
  /** What the broker may remove. */
  public enum Cleanup {
    /** State: the newest record of every key stays. */
    COMPACT,
    /** A log: records go after the retention. */
    DELETE
  }

  /**
   * No record is larger: a chunk of 768 KiB, its frame, its seal of 2,731 digests where the adapter
   * is of the largest, and what a quarantine adds.
   */
  public static final int LARGEST_RECORD_BYTES = 900_000;

  /** Kafka's key for who dates a topic's records. */
  public static final String TIMESTAMP_TYPE = "message.timestamp.type";

  /** The value of {@link #TIMESTAMP_TYPE} with which the broker does. */
  public static final String LOG_APPEND_TIME = "LogAppendTime";

  private static final int SEGMENT_BYTES = 64 << 20;
  private static final Duration SEGMENT_TIME = Duration.ofDays(1);

  /** Kafka's own limit on names. */
  public static final int MAX_NAME_LENGTH = 249;

  public TopicSpec {
    if (!name.matches("[a-zA-Z0-9._-]+") || name.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException(
          "topic name must be 1 to "
              + MAX_NAME_LENGTH
              + " characters of A-Z a-z 0-9 . _ -, was "
              + name.length()
              + " characters: '"
              + name
              + "'; choose another federation name");
    }
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "partitions of topic " + name + " must be >= 1, was " + partitions);
    }
  }

  /** In segments of the broker's usual size. */
  public TopicSpec(
      String name,
      String key,
      int partitions,
      Cleanup cleanup,
      Duration retention,
      boolean brokerTime,
      String purpose) {
    this(name, key, partitions, cleanup, retention, brokerTime, false, purpose);
  }

  /** The same in segments that the broker closes early. */
  public TopicSpec inSmallSegments() {
    return new TopicSpec(name, key, partitions, cleanup, retention, brokerTime, true, purpose);
  }

  /** The partition that Kafka's producers choose for a key, unless they are told otherwise. */
  public int partitionOf(String recordKey) {
    return partitionOf(recordKey, partitions);
  }

  /** The same of any topic with so many partitions. */
  public static int partitionOf(String recordKey, int partitions) {
    byte[] bytes = recordKey.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(bytes)) % partitions;
  }

  /**
   * What a new topic is made with besides {@link #config}, in Kafka's own keys. An operator may
   * choose otherwise, so that nothing compares it.
   */
  public Map<String, String> advice() {
    return smallSegments
        ? Map.of(
            "segment.bytes",
            Integer.toString(SEGMENT_BYTES),
            "segment.ms",
            Long.toString(SEGMENT_TIME.toMillis()))
        : Map.of();
  }

  /** The topic's configuration in Kafka's own keys: what it must have. */
  public Map<String, String> config() {
    var config = new TreeMap<String, String>();
    if (cleanup == Cleanup.COMPACT) {
      config.put("cleanup.policy", "compact");
      config.put("min.cleanable.dirty.ratio", "0.2");
    } else {
      config.put("cleanup.policy", "delete");
      config.put(
          "retention.ms", retention.isNegative() ? "-1" : Long.toString(retention.toMillis()));
    }
    if (brokerTime) {
      // By a client's clock, decisions would be dated, and what is kept for a week would go at once
      // or never.
      config.put(TIMESTAMP_TYPE, LOG_APPEND_TIME);
    }
    return config;
  }
}
