package io.tributary.infra.operate;

import io.tributary.infra.history.PositionedRecord;
import io.tributary.infra.history.SkippedRecords;
import io.tributary.schemas.federation.CompactedReader;
import io.tributary.schemas.topic.TopicSpec;
import java.util.function.Consumer;

/**
 * Reads topics from their beginning to their present end, through their gates.
 *
 * @param topics reader of the topics
 * @param skipped counts the records that are left out
 */
record LogReader(CompactedReader topics, SkippedRecords skipped) {
  /** Passes every record that passes the gate; tombstones are ignored. */
  <T> void read(TopicSpec topic, RecordGate<T> gate, Consumer<PositionedRecord<T>> each) {
    topics.forEach(topic.name(), record -> gate.read(record, skipped).ifPresent(each));
  }

  /**
   * Passes every record that passes the gate.
   *
   * @param removed receives the key of every tombstone that names something
   */
  <T> void read(
      TopicSpec topic,
      RecordGate<T> gate,
      Consumer<PositionedRecord<T>> each,
      Consumer<String> removed) {
    topics.forEach(
        topic.name(),
        record -> {
          gate.removed(record, skipped).ifPresent(removed);
          gate.read(record, skipped).ifPresent(each);
        });
  }
}
