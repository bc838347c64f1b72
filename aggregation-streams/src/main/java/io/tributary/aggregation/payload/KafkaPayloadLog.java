package io.tributary.aggregation.payload;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a partition with a consumer of its own, which belongs to no group and commits nothing. */
public final class KafkaPayloadLog implements PayloadLog {
  /**
   * The timeout is longer than a broker's fail-over and shorter than the stream thread's poll
   * interval.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A broker that has just become the leader may learn of the newest records a moment later. */
  private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(2);

  private final TopicPartition partition;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /** The records of the newest fetch: neighbours in the log are often needed together. */
  private final Map<Long, byte[]> fetched = new HashMap<>();

  /** The largest end of the partition that was ever observed; the end only grows. */
  private long knownEnd;

  private KafkaPayloadLog(TopicPartition partition, KafkaConsumer<byte[], byte[]> consumer) {
    this.partition = partition;
    this.consumer = consumer;
  }

  /**
   * Returns the logs of a topic's partitions.
   *
   * @param clientSettings of the Kafka consumers
   */
  public static Source of(Map<String, Object> clientSettings, String topic) {
    return partition -> {
      var settings = new HashMap<>(clientSettings);
      settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
      settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
      settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
      settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
      // At the log's end a fetch that waits for more is outstanding, and the next read waits for
      // it.
      settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
      var consumer =
          new KafkaConsumer<byte[], byte[]>(
              settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      var of = new TopicPartition(topic, partition);
      consumer.assign(List.of(of));
      return new KafkaPayloadLog(of, consumer);
    };
  }

  @Override
  public byte[] read(long offset) {
    byte[] known = fetched.remove(offset);
    if (known != null) {
      return known;
    }
    fetched.clear();
    try {
      if (offset < 0) {
        throw gone(offset, null);
      }
      return fetch(offset, offset < end(offset) ? PATIENCE : PATIENCE_AT_THE_END);
    } catch (OffsetOutOfRangeException e) {
      throw gone(offset, e);
    } catch (KafkaException e) {
      throw new IllegalStateException("cannot read " + partition + " at offset " + offset, e);
    }
  }

  @Override
  public void close() {
    fetched.clear();
    consumer.close();
  }

  /** Returns the first offset that no committed record has yet. */
  private long end(long offset) {
    if (offset >= knownEnd) {
      knownEnd = consumer.endOffsets(List.of(partition), PATIENCE).get(partition);
    }
    return knownEnd;
  }

  private byte[] fetch(long offset, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    consumer.seek(partition, offset);
    // A position that moves on without a record passes the marker of a transaction.
    while (fetched.isEmpty()
        && consumer.position(partition) == offset
        && System.nanoTime() - deadline < 0) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
        fetched.put(record.offset(), record.value());
      }
    }
    boolean silent = fetched.isEmpty() && consumer.position(partition) == offset;
    if (silent && offset < knownEnd) {
      throw new IllegalStateException(
          partition + " did not answer for offset " + offset + " within " + patience);
    }
    byte[] value = fetched.remove(offset);
    if (value == null) {
      throw gone(offset, null);
    }
    return value;
  }

  private PayloadGone gone(long offset, Exception cause) {
    return new PayloadGone(
        partition
            + " holds no record at offset "
            + offset
            + ", or no longer: set retention.ms and retention.bytes of the topic to -1 (topics"
            + " apply)",
        cause);
  }
}
