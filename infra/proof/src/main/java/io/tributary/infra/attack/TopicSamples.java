package io.tributary.infra.attack;

import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Collects honest records of every topic of a federation, as they are on the broker. */
final class TopicSamples {
  private static final int KEPT = 40;

  /**
   * One record of a topic, its bytes undecoded.
   *
   * @param key its key
   * @param value its value, never null
   */
  record Sample(byte[] key, byte[] value) {}

  private final Map<String, List<Sample>> samples = new HashMap<>();

  private TopicSamples() {}

  /** Returns the first records of every partition that has any. */
  static TopicSamples of(FederationConnection connection, TopicCatalogue topics) {
    var found = new TopicSamples();
    var settings = connection.clientSettings();
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      for (TopicSpec topic : topics.all()) {
        for (int partition = 0; partition < topic.partitions(); partition++) {
          found.read(consumer, new TopicPartition(topic.name(), partition));
        }
      }
    }
    return found;
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    List<Sample> kept = samples.computeIfAbsent(partition.topic(), name -> new ArrayList<>());
    while (consumer.position(partition) < end && kept.size() < KEPT) {
      consumer
          .poll(Duration.ofMillis(200))
          .forEach(
              record -> {
                if (record.value() != null && kept.size() < KEPT) {
                  kept.add(new Sample(record.key(), record.value()));
                }
              });
    }
  }

  /** Returns whether the topic has any. */
  boolean has(TopicSpec topic) {
    return !samples.getOrDefault(topic.name(), List.of()).isEmpty();
  }

  Sample draw(TopicSpec topic, SplittableRandom random) {
    List<Sample> of = samples.get(topic.name());
    return of.get(random.nextInt(of.size()));
  }
}
