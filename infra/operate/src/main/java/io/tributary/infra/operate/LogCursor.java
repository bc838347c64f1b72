package io.tributary.infra.operate;

import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.settings.BrokerCalls;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.TopicSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads single records and stretches of time from topics; committed records only. */
final class LogCursor implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);

  /**
   * The number of offsets of the first step backwards, which is the least that a search reads and
   * the most that it has in memory.
   */
  private static final long FIRST_STRETCH = 1_000;

  private static final long LONGEST_STRETCH = 64_000;

  private final FederationConnection connection;
  private final Duration timeout;
  private final KafkaConsumer<String, byte[]> consumer;

  private LogCursor(
      FederationConnection connection, Duration timeout, KafkaConsumer<String, byte[]> consumer) {
    this.connection = connection;
    this.timeout = timeout;
    this.consumer = consumer;
  }

  /** Opens a cursor without a consumer group; {@code timeout} is for each look-up. */
  static LogCursor open(FederationConnection connection, Duration timeout) {
    var settings = connection.clientSettings();
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    settings.put("allow.auto.create.topics", false);
    settings.put("auto.offset.reset", "earliest");
    // At the end of the topic a fetch that waits for more records is outstanding, and the next read
    // waits for its answer.
    settings.put("fetch.max.wait.ms", 20);
    settings.remove("group.id");
    try {
      return new LogCursor(
          connection,
          timeout,
          new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()));
    } catch (KafkaException e) {
      throw BrokerCalls.failure(connection, "connecting", e);
    }
  }

  /** Returns the record at a position; empty if retention, compaction or an abort removed it. */
  Optional<ConsumerRecord<String, byte[]>> at(RecordPosition recordPosition) {
    if (!recordPosition.isKnown()) {
      return Optional.empty();
    }
    var partition = new TopicPartition(recordPosition.topic(), recordPosition.partition());
    if (!partitions(recordPosition.topic()).contains(partition)) {
      return Optional.empty();
    }
    var found = new HashMap<Long, ConsumerRecord<String, byte[]>>();
    follow(
        Map.of(partition, recordPosition.offset()),
        ends(List.of(partition)),
        record -> {
          found.put(record.offset(), record);
          return false;
        });
    return Optional.ofNullable(found.get(recordPosition.offset()));
  }

  /** Returns the current ends of a topic's committed records. */
  Map<TopicPartition, Long> ends(String topic) {
    return ends(partitions(topic));
  }

  /**
   * Passes a topic's records of a stretch of time to {@code more}, each partition in order.
   *
   * @param more takes a record; returns false to end the scan
   */
  void scan(
      String topic, Instant from, Instant until, Predicate<ConsumerRecord<String, byte[]>> more) {
    List<TopicPartition> partitions = partitions(topic);
    Map<TopicPartition, Long> ends = ends(partitions);
    var past = new HashSet<TopicPartition>();
    follow(
        starts(partitions, from, ends),
        ends,
        record -> {
          if (record.timestamp() <= until.toEpochMilli()) {
            return more.test(record);
          }
          var partition = new TopicPartition(record.topic(), record.partition());
          if (past.add(partition)) {
            consumer.seek(partition, ends.get(partition));
          }
          return true;
        });
  }

  /**
   * Passes a key's records, the newest first, from the partition where producers write it.
   *
   * @param read reduces a record to what is kept until it is passed on: little, because there may
   *     be many
   * @param more takes what was kept; returns false to end the search
   */
  <T> void backwards(
      String topic,
      String key,
      Function<ConsumerRecord<String, byte[]>, Optional<T>> read,
      Predicate<T> more) {
    long deadline = System.nanoTime() + timeout.toNanos();
    List<TopicPartition> partitions = partitions(topic);
    var partition = new TopicPartition(topic, TopicSpec.partitionOf(key, partitions.size()));
    long end = ends(List.of(partition)).get(partition);
    long beginning = beginning(partition);
    long length = FIRST_STRETCH;
    while (end > beginning) {
      long start = Math.max(beginning, end - length);
      var stretch = new ArrayDeque<T>();
      long stop = end;
      follow(
          Map.of(partition, start),
          Map.of(partition, stop),
          deadline,
          record -> {
            if (record.offset() < stop && key.equals(record.key())) {
              read.apply(record).ifPresent(stretch::addFirst);
            }
            return true;
          });
      if (!stretch.stream().allMatch(more)) {
        return;
      }
      end = start;
      length = Math.min(2 * length, LONGEST_STRETCH);
    }
  }

  private long beginning(TopicPartition partition) {
    try {
      return consumer.beginningOffsets(List.of(partition), timeout).get(partition);
    } catch (KafkaException e) {
      throw BrokerCalls.failure(connection, "asking for the beginning of " + partition, e);
    }
  }

  /**
   * Waits for records after the given ends.
   *
   * @param more takes a record; returns false to end the wait
   * @return false if the wait ended by its limit
   */
  boolean await(
      Map<TopicPartition, Long> from,
      Duration limit,
      Predicate<ConsumerRecord<String, byte[]>> more) {
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      start(from);
      while (System.nanoTime() - deadline < 0) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (!more.test(record)) {
            return true;
          }
        }
      }
      return false;
    } catch (KafkaException e) {
      throw BrokerCalls.failure(connection, "waiting for records", e);
    }
  }

  private void follow(
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> ends,
      Predicate<ConsumerRecord<String, byte[]>> more) {
    follow(from, ends, System.nanoTime() + timeout.toNanos(), more);
  }

  private void follow(
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> ends,
      long deadline,
      Predicate<ConsumerRecord<String, byte[]>> more) {
    try {
      start(from);
      while (!reached(ends)) {
        if (System.nanoTime() - deadline > 0) {
          throw tooSlow(from.keySet());
        }
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (!more.test(record)) {
            return;
          }
        }
      }
    } catch (KafkaException e) {
      throw BrokerCalls.failure(connection, "reading " + from.keySet(), e);
    }
  }

  private void start(Map<TopicPartition, Long> from) {
    consumer.assign(from.keySet());
    from.forEach(consumer::seek);
  }

  private boolean reached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private List<TopicPartition> partitions(String topic) {
    try {
      return consumer.partitionsFor(topic, timeout).stream()
          .map(partition -> new TopicPartition(topic, partition.partition()))
          .toList();
    } catch (KafkaException e) {
      throw BrokerCalls.failure(connection, "asking for the partitions of " + topic, e);
    }
  }

  private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
    try {
      return consumer.endOffsets(partitions, timeout);
    } catch (KafkaException e) {
      throw BrokerCalls.failure(connection, "asking for the ends of " + partitions, e);
    }
  }

  private Map<TopicPartition, Long> starts(
      List<TopicPartition> partitions, Instant from, Map<TopicPartition, Long> ends) {
    var times = new HashMap<TopicPartition, Long>();
    partitions.forEach(partition -> times.put(partition, Math.max(0, from.toEpochMilli())));
    Map<TopicPartition, OffsetAndTimestamp> found;
    try {
      found = consumer.offsetsForTimes(times, timeout);
    } catch (KafkaException e) {
      throw BrokerCalls.failure(connection, "asking for the offsets of a time", e);
    }
    var starts = new HashMap<TopicPartition, Long>();
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp at = found.get(partition);
      starts.put(partition, at == null ? ends.get(partition) : at.offset());
    }
    return starts;
  }

  private Failure tooSlow(Set<TopicPartition> partitions) {
    return new Failure(
        Failure.Kind.TIMEOUT,
        "TOPIC_NOT_READ",
        partitions + " were not read to their end within " + timeout.toMillis() + " ms",
        "Give it more time with --timeout, or check the broker's load.");
  }

  @Override
  public void close() {
    consumer.close();
  }
}
