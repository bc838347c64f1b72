package io.tributary.infra.history;

import io.tributary.schemas.id.RecordPosition;
import java.time.Instant;

/**
 * A record with its position in the log.
 *
 * @param value the record
 * @param place position of the record
 * @param at its timestamp in the log
 */
public record PositionedRecord<T>(T value, RecordPosition place, Instant at) {
  /** Returns another value at the same position. */
  public <R> PositionedRecord<R> with(R kept) {
    return new PositionedRecord<>(kept, place, at);
  }
}
