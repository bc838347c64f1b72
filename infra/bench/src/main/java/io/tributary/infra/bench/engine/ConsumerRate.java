package io.tributary.infra.bench.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Measures how fast a plain consumer reads a topic from its beginning without processing it. */
final class ConsumerRate {
  private ConsumerRate() {}

  /** Returns megabytes (10^6) of values a second over that many records. */
  static double megabytesPerSecond(
      Map<String, Object> clientSettings, String topic, int partitions, int records) {
    var settings = new HashMap<>(clientSettings);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(part -> new TopicPartition(topic, part)).toList();
    try (var consumer =
        new KafkaConsumer<byte[], byte[]>(
            settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(all);
      consumer.seekToBeginning(all);
      long bytes = 0;
      int seen = 0;
      long start = System.nanoTime();
      while (seen < records) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          bytes += record.value().length;
          seen++;
        }
      }
      return bytes * 1e3 / (System.nanoTime() - start);
    }
  }
}
