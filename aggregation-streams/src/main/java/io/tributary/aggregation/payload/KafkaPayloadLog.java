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
  /** Longer than a broker's fail-over, shorter than the stream thread's poll interval. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TopicPartition partition;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /** What the newest fetch brought: neighbours in the log are often wanted together. */
  private final Map<Long, byte[]> fetched = new HashMap<>();

  private KafkaPayloadLog(TopicPartition partition, KafkaConsumer<byte[], byte[]> consumer) {
    this.partition = partition;
    this.consumer = consumer;
  }

  /**
   * Logs of a topic's partitions.
   *
   * @param clientSettings how to reach the broker
   */
  public static Source of(Map<String, Object> clientSettings, String topic) {
    return partition -> {
      var settings = new HashMap<>(clientSettings);
      settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
      settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
      settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
      settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
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
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      consumer.seek(partition, offset);
      while (fetched.isEmpty() && System.nanoTime() - deadline < 0) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          fetched.put(record.offset(), record.value());
        }
      }
    } catch (OffsetOutOfRangeException e) {
      throw gone(offset, e);
    } catch (KafkaException e) {
      throw new IllegalStateException("cannot read " + partition + " at offset " + offset, e);
    }
    if (fetched.isEmpty()) {
      throw new IllegalStateException(
          partition + " did not answer for offset " + offset + " within " + PATIENCE);
    }
    byte[] value = fetched.remove(offset);
    if (value == null) {
      throw gone(offset, null);
    }
    return value;
  }

  @Override
  public void close() {
    fetched.clear();
    consumer.close();
  }

  private IllegalStateException gone(long offset, Exception cause) {
    return new IllegalStateException(
        partition
            + " no longer holds offset "
            + offset
            + ", which an open window needs: set retention.ms and retention.bytes of the topic to"
            + " -1 (topics apply)",
        cause);
  }
}
