package io.tributary.schemas.federation;

import io.tributary.schemas.settings.BrokerCalls;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads topics from their beginning to their end at the time of the call; committed records only.
 * It needs no consumer group.
 */
public final class CompactedReader {
  private final FederationConnection connection;
  private final Duration timeout;

  /**
   * Creates a reader that connects anew for each read.
   *
   * @param connection addresses of the federation
   * @param timeout for one whole read
   */
  public CompactedReader(FederationConnection connection, Duration timeout) {
    this.connection = connection;
    this.timeout = timeout;
  }

  /**
   * Returns the newest value of every key that has one, in the order in which they were written.
   */
  public Map<String, byte[]> newest(String topic) {
    var newest = new LinkedHashMap<String, byte[]>();
    forEach(
        topic,
        record -> {
          newest.remove(record.key());
          if (record.value() != null) {
            newest.put(record.key(), record.value());
          }
        });
    return newest;
  }

  /**
   * Passes every record up to the current end to {@code each}, partition by partition in order,
   * tombstones included.
   *
   * @throws Failure DOMAIN if there is no such topic, UNREACHABLE if the broker does not answer,
   *     TIMEOUT if the end was not reached in time
   */
  public void forEach(String topic, Consumer<ConsumerRecord<String, byte[]>> each) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try (var consumer = consumer()) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, timeout);
      while (!reached(consumer, ends)) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw tooSlow(topic);
        }
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofNanos(left))) {
          each.accept(record);
        }
      }
    } catch (KafkaException e) {
      throw BrokerCalls.failure(connection, "reading " + topic, e);
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    var settings = connection.clientSettings();
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    settings.put("allow.auto.create.topics", false);
    settings.put("auto.offset.reset", "earliest");
    // At the end of the topic a fetch is outstanding that waits for more records, and close() waits
    // for its answer.
    settings.put("fetch.max.wait.ms", 20);
    settings.remove("group.id");
    settings.put("default.api.timeout.ms", Math.toIntExact(timeout.toMillis()));
    settings.put("request.timeout.ms", Math.toIntExact(timeout.toMillis()));
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic, timeout).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new Failure(
          Failure.Kind.DOMAIN,
          "TOPIC_MISSING",
          "topic " + topic + " does not exist at " + connection.bootstrapServers(),
          "Correct --federation, or create it first: tributary federation create.");
    }
    return partitions;
  }

  private static boolean reached(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private Failure tooSlow(String topic) {
    return new Failure(
        Failure.Kind.TIMEOUT,
        "TOPIC_NOT_READ",
        "topic " + topic + " was not read to its end within " + timeout.toMillis() + " ms",
        "Give it more time, or check the broker's load.");
  }
}
