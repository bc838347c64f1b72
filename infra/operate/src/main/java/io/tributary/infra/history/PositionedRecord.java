package io.tributary.infra.history;

import java.time.Instant;

/**
 * A record as it lies in the log.
 *
 * @param value the record
 * @param place where
 * @param at its timestamp in the log
 */
public record PositionedRecord<T>(T value, RecordPosition place, Instant at) {
  /** What is kept of it, at the same place. */
  public <R> PositionedRecord<R> with(R kept) {
    return new PositionedRecord<>(kept, place, at);
  }
}
