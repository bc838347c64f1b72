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
 * @param key the form of the key, for people
 * @param partitions exact number: co-partitioning depends on it
 * @param cleanup what the broker may remove
 * @param retention of {@link Cleanup#DELETE}; negative keeps everything
 * @param brokerTime whether the broker dates the records, as it does for those of clients, whose
 *     clocks are not trusted
 * @param smallSegments whether the broker closes segments early: it compacts only closed ones, and
 *     an open one would hold many outdated large records
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
  /** The records that the broker may remove. */
  public enum Cleanup {
    /** State: the newest record of every key stays. */
    COMPACT,
    /** A log: records go after the retention. */
    DELETE
  }

  /**
   * The size of the largest record in bytes: a chunk of 768 KiB, its frame, a seal of 2,731 digests
   * for the largest adapter, and what a quarantine adds.
   */
  public static final int LARGEST_RECORD_BYTES = 900_000;

  /** Kafka's key for the clock by which a topic's records are dated. */
  public static final String TIMESTAMP_TYPE = "message.timestamp.type";

  /** The value of {@link #TIMESTAMP_TYPE} by which the broker dates records. */
  public static final String LOG_APPEND_TIME = "LogAppendTime";

  private static final int SEGMENT_BYTES = 64 << 20;
  private static final Duration SEGMENT_TIME = Duration.ofDays(1);

  /** Kafka's own limit on the length of names. */
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

  /** Creates a topic with segments of the broker's usual size. */
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

  /** Returns this topic with segments that the broker closes early. */
  public TopicSpec inSmallSegments() {
    return new TopicSpec(name, key, partitions, cleanup, retention, brokerTime, true, purpose);
  }

  /** Returns the partition that Kafka's producers choose for a key by default. */
  public int partitionOf(String recordKey) {
    return partitionOf(recordKey, partitions);
  }

  /**
   * Returns the partition that Kafka's producers choose by default for a key of a topic with so
   * many partitions.
   */
  public static int partitionOf(String recordKey, int partitions) {
    byte[] bytes = recordKey.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(bytes)) % partitions;
  }

  /**
   * Returns the settings of a new topic besides {@link #config}, in Kafka's own keys. An operator
   * may choose others, so no comparison includes them.
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

  /** Returns the settings that the topic must have, in Kafka's own keys. */
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
      // With a client's clock, decisions would have wrong dates, and records that are kept for a
      // week would go at once or never.
      config.put(TIMESTAMP_TYPE, LOG_APPEND_TIME);
    }
    return config;
  }
}
