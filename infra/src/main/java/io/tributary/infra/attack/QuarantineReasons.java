package io.tributary.infra.attack;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How many records were set aside, by reason. */
final class QuarantineReasons {
  /** What attackers wrote into the quarantine themselves. */
  private static final String FOREIGN = "(not the aggregator's)";

  private QuarantineReasons() {}

  static SortedMap<String, Integer> of(
      Connection connection, TopicCatalogue topics, SchemaRegistry registry) {
    var reasons = new TreeMap<String, Integer>();
    var codec = Codecs.of(registry, topics).quarantineRecord();
    var settings = connection.clientSettings();
    settings.put("isolation.level", "read_committed");
    List<TopicPartition> partitions =
        IntStream.range(0, topics.quarantine().partitions())
            .mapToObj(partition -> new TopicPartition(topics.quarantine().name(), partition))
            .toList();
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.get(at))) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                record -> {
                  String reason = FOREIGN;
                  try {
                    reason = codec.decode(record.value()).reason().name();
                  } catch (UndecodableRecord e) {
                    // Counted as foreign.
                  }
                  reasons.merge(reason, 1, Integer::sum);
                });
      }
    }
    return reasons;
  }
}
