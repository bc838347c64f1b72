package io.tributary.infra.history;

import java.time.Instant;

/**
 * A record as it lies in the log.
 *
 * @param value the record
 * @param place where
 * @param at its timestamp in the log
 */
public record Logged<T>(T value, Place place, Instant at) {
  /** What is kept of it, at the same place. */
  public <R> Logged<R> with(R kept) {
    return new Logged<>(kept, place, at);
  }
}
