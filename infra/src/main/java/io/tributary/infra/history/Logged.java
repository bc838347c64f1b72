package io.tributary.infra.history;

import java.time.Instant;

/**
 * A record as it lies in the log.
 *
 * @param value the record
 * @param place where
 * @param at its timestamp in the log
 */
public record Logged<T>(T value, Place place, Instant at) {}
