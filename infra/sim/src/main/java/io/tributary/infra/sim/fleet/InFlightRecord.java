package io.tributary.infra.sim.fleet;

import io.tributary.infra.sim.log.LogRecord;

/** A record with its content. */
public record InFlightRecord(LogRecord record, SentRecord fact) {}
