package io.tributary.infra.attack;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The rejected records, as far as they can be read.
 *
 * @param records without their bytes, in the order of each partition; empty where an attacker wrote
 *     what is no quarantine record
 */
record QuarantineReasons(List<Optional<QuarantineRecord>> records) {
  /** The reason that stands for records which attackers wrote into the quarantine themselves. */
  private static final String FOREIGN = "(not the aggregator's)";

  QuarantineReasons {
    records = List.copyOf(records);
  }

  /** Reads all records that are in quarantine now. */
  static QuarantineReasons of(
      FederationConnection connection, TopicCatalogue topics, SchemaRegistry registry) {
    var found = new ArrayList<Optional<QuarantineRecord>>();
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
            .forEach(record -> found.add(read(codec, record.value())));
      }
    }
    return new QuarantineReasons(found);
  }

  private static Optional<QuarantineRecord> read(
      RecordCodec<QuarantineRecord> codec, byte[] value) {
    try {
      return Optional.of(codec.decode(value).withoutBytes());
    } catch (UndecodableRecord e) {
      // The record counts as foreign.
      return Optional.empty();
    }
  }

  /** Returns the number of rejected records, by reason. */
  SortedMap<String, Integer> counts() {
    var counts = new TreeMap<String, Integer>();
    records.forEach(
        record ->
            counts.merge(
                record.map(known -> known.reason().name()).orElse(FOREIGN), 1, Integer::sum));
    return counts;
  }

  /** Returns why updates of a sequence were rejected, one line for each record about them. */
  List<String> aboutSequence(long sequence) {
    return records.stream()
        .flatMap(Optional::stream)
        .filter(record -> record.subject().endsWith("#" + sequence))
        .map(record -> record.subject() + " " + record.reason() + ": " + record.detail())
        .toList();
  }
}
