package io.tributary.aggregation.topology.processor;

import io.tributary.aggregation.gate.Rejection;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.topic.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads records; an unreadable record goes to quarantine and never causes an exception.
 *
 * @param context of the processor
 * @param outbox of the processor
 * @param inputs topics that the processor reads, by their names
 */
public record RecordReader(
    ProcessorContext<String, byte[]> context, RecordWriter outbox, Map<String, TopicSpec> inputs) {

  public static RecordReader of(
      ProcessorContext<String, byte[]> context, RecordWriter recordWriter, List<TopicSpec> inputs) {
    return new RecordReader(
        context,
        recordWriter,
        inputs.stream().collect(Collectors.toMap(TopicSpec::name, Function.identity())));
  }

  /** Returns the record with its date, which is bounded by this machine's clock. */
  public Record<String, byte[]> dated(Record<String, byte[]> record) {
    return record.withTimestamp(Math.min(record.timestamp(), context.currentSystemTimeMs()));
  }

  /**
   * Returns the record, or empty after it was quarantined.
   *
   * @param key returns the key that the record must have: a record under a foreign key is on the
   *     wrong partition
   */
  public <T> Optional<T> read(
      Record<String, byte[]> record, RecordCodec<T> codec, Function<T, String> key) {
    Optional<Rejection> misplaced = misplaced(record.key());
    if (misplaced.isPresent()) {
      refuse(record, misplaced.get());
      return Optional.empty();
    }
    if (record.value() == null) {
      refuse(record, undecodable("a tombstone, which this topic does not know"));
      return Optional.empty();
    }
    try {
      T value = codec.decode(record.value());
      String expected = key.apply(value);
      if (expected.equals(record.key())) {
        return Optional.of(value);
      }
      refuse(record, undecodable("under key " + record.key() + ", must be " + expected));
    } catch (UndecodableRecord e) {
      refuse(record, undecodable(e.getMessage()));
    }
    return Optional.empty();
  }

  /** Returns whether the record is sound; otherwise it was quarantined as it was. */
  public boolean take(Record<String, byte[]> record, Optional<Rejection> flaw) {
    flaw.ifPresent(rejection -> refuse(record, rejection));
    return flaw.isEmpty();
  }

  /**
   * Returns a rejection if the record is not on the partition of its key. The task that reads it
   * there is not its cluster's or its chunk's, and would decide a second time.
   */
  private Optional<Rejection> misplaced(String key) {
    RecordPosition recordPosition = origin();
    TopicSpec topic = inputs.get(recordPosition.topic());
    int expected = key == null ? recordPosition.partition() : topic.partitionOf(key);
    return expected == recordPosition.partition()
        ? Optional.empty()
        : Optional.of(
            new Rejection(
                RejectReason.WRONG_PARTITION,
                "record of key "
                    + key
                    + " must be on partition "
                    + expected
                    + " of "
                    + topic.partitions()
                    + ", where Kafka's Java producers put it, was on "
                    + recordPosition.partition()
                    + ": set partitioner=murmur2_random in librdkafka clients"));
  }

  /** Parses the key; returns empty after the record was quarantined. */
  public <T> Optional<T> key(Record<String, byte[]> record, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(Objects.requireNonNullElse(record.key(), "")));
    } catch (IllegalArgumentException e) {
      refuse(record, new Rejection(RejectReason.UNDECODABLE, e.getMessage()));
      return Optional.empty();
    }
  }

  /** Quarantines the record as it was. */
  public void refuse(Record<String, byte[]> record, Rejection rejection) {
    refuse(record, rejection, origin().subject());
  }

  /** Quarantines the record as it was, under a known subject. */
  public void refuse(Record<String, byte[]> record, Rejection rejection, String subject) {
    byte[] bytes = record.value() == null ? new byte[0] : record.value();
    outbox.setAside(subject, rejection, origin(), bytes, record.timestamp());
  }

  /** Returns the position of the current record. */
  public RecordPosition origin() {
    return context
        .recordMetadata()
        .map(
            metadata ->
                new RecordPosition(metadata.topic(), metadata.partition(), metadata.offset()))
        .orElseThrow(() -> new IllegalStateException("no record is being processed"));
  }

  private static Rejection undecodable(String found) {
    return new Rejection(RejectReason.UNDECODABLE, "record is " + found);
  }
}
