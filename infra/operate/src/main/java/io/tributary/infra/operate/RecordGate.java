package io.tributary.infra.operate;

import io.tributary.infra.history.PositionedRecord;
import io.tributary.infra.history.SkippedRecords;
import io.tributary.infra.history.SkippedRecords.Kind;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Accepts records that the aggregator would accept: readable records under the key that their value
 * names, which break no rule. All others are counted and never cause an exception.
 *
 * @param codec of the topic's values
 * @param keyOf returns the key that a value must have
 * @param names parses a key, to check that a tombstone names something
 * @param flaw returns what is wrong with a readable value; empty if nothing is
 * @param brief reduces a value to what readers keep, so that no stranger's text fills their memory
 * @param <T> the topic's record
 */
public record RecordGate<T>(
    RecordCodec<T> codec,
    Function<T, String> keyOf,
    Function<String, ?> names,
    Function<T, Optional<String>> flaw,
    UnaryOperator<T> brief) {

  static <T> RecordGate<T> of(
      RecordCodec<T> codec, Function<T, String> keyOf, Function<String, ?> names) {
    return new RecordGate<>(
        codec, keyOf, names, value -> Optional.empty(), UnaryOperator.identity());
  }

  RecordGate<T> refusing(Function<T, Optional<String>> flaws) {
    return new RecordGate<>(codec, keyOf, names, flaws, brief);
  }

  RecordGate<T> keeping(UnaryOperator<T> kept) {
    return new RecordGate<>(codec, keyOf, names, flaw, kept);
  }

  /** Returns the record's value; empty after it was counted, and for a tombstone. */
  public Optional<PositionedRecord<T>> read(
      ConsumerRecord<String, byte[]> record, SkippedRecords skipped) {
    if (record.value() == null) {
      return Optional.empty();
    }
    try {
      T value = codec.decode(record.value());
      String key = keyOf.apply(value);
      if (!key.equals(record.key())) {
        skip(record, skipped, Kind.FOREIGN_KEY, "key must be " + key + ", was " + record.key());
        return Optional.empty();
      }
      Optional<String> wrong = flaw.apply(value);
      wrong.ifPresent(text -> skip(record, skipped, Kind.REFUSED, text));
      return wrong.isPresent()
          ? Optional.empty()
          : Optional.of(
              new PositionedRecord<>(
                  brief.apply(value),
                  ChunkFinder.place(record),
                  Instant.ofEpochMilli(record.timestamp())));
    } catch (UndecodableRecord | RuntimeException | StackOverflowError e) {
      // A stranger may have written any bytes; no reader may end because of them.
      skip(record, skipped, Kind.UNDECODABLE, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /**
   * Returns the key of a tombstone that names something; empty after it was counted, and for a
   * value.
   */
  public Optional<String> removed(ConsumerRecord<String, byte[]> record, SkippedRecords skipped) {
    if (record.value() != null) {
      return Optional.empty();
    }
    if (record.key() == null) {
      skip(record, skipped, Kind.BAD_TOMBSTONE, "a tombstone needs a key, had none");
      return Optional.empty();
    }
    try {
      return Optional.of(names.apply(record.key())).map(named -> record.key());
    } catch (RuntimeException e) {
      skip(record, skipped, Kind.BAD_TOMBSTONE, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static void skip(
      ConsumerRecord<String, byte[]> record, SkippedRecords skipped, Kind kind, String why) {
    skipped.note(ChunkFinder.place(record), kind, why);
  }
}
