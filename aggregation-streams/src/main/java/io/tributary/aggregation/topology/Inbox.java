package io.tributary.aggregation.topology;

import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.ledger.Origin;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.RejectReason;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads records; what cannot be read goes to quarantine and is never an exception.
 *
 * @param context of the processor
 * @param outbox of the processor
 */
record Inbox(ProcessorContext<String, byte[]> context, Outbox outbox) {
  /**
   * The record, or empty after it was quarantined.
   *
   * @param key what its key must be: a record under a foreign key is on the wrong partition
   */
  <T> Optional<T> read(
      Record<String, byte[]> record, RecordCodec<T> codec, Function<T, String> key) {
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

  /** Whether nothing is wrong with the record; else it was set aside as it was. */
  boolean take(Record<String, byte[]> record, Optional<Rejection> flaw) {
    flaw.ifPresent(rejection -> refuse(record, rejection));
    return flaw.isEmpty();
  }

  /** Sets the record aside as it was. */
  void refuse(Record<String, byte[]> record, Rejection rejection) {
    refuse(record, rejection, origin().toString());
  }

  /** Sets the record aside as it was, under a subject that is known. */
  void refuse(Record<String, byte[]> record, Rejection rejection, String subject) {
    byte[] bytes = record.value() == null ? new byte[0] : record.value();
    outbox.setAside(subject, rejection, origin(), bytes, record.timestamp());
  }

  /** Where the record at hand was read. */
  Origin origin() {
    return context
        .recordMetadata()
        .map(metadata -> new Origin(metadata.topic(), metadata.partition(), metadata.offset()))
        .orElseThrow(() -> new IllegalStateException("no record is being processed"));
  }

  private static Rejection undecodable(String found) {
    return new Rejection(RejectReason.UNDECODABLE, "record is " + found);
  }
}
