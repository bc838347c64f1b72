package io.tributary.infra.operate;

import io.tributary.infra.history.Logged;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.federation.CompactedReader;
import io.tributary.schemas.topic.TopicSpec;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes topics from their beginning to their present end; what cannot be decoded is warned about.
 *
 * @param topics read through it
 */
record LogReader(CompactedReader topics) {
  private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);

  /** Hands over every record; tombstones pass by. */
  <T> void read(TopicSpec topic, RecordCodec<T> codec, Consumer<Logged<T>> each) {
    read(topic, codec, each, key -> {});
  }

  /**
   * Hands over every record.
   *
   * @param removed told the key of every tombstone
   */
  <T> void read(
      TopicSpec topic, RecordCodec<T> codec, Consumer<Logged<T>> each, Consumer<String> removed) {
    topics.forEach(
        topic.name(),
        record -> {
          if (record.value() == null) {
            removed.accept(record.key());
          } else {
            decode(record, codec).ifPresent(each);
          }
        });
  }

  /** The record, or empty with a warning. */
  static <T> Optional<Logged<T>> decode(
      ConsumerRecord<String, byte[]> record, RecordCodec<T> codec) {
    try {
      return Optional.of(
          new Logged<>(
              codec.decode(record.value()),
              ChunkFinder.place(record),
              Instant.ofEpochMilli(record.timestamp())));
    } catch (UndecodableRecord e) {
      LOG.warn(
          "record not shown topic={} partition={} offset={}: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
      return Optional.empty();
    }
  }
}
