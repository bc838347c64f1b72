package io.tributary.infra.sim.fleet;

import io.tributary.infra.sim.log.LogRecord;

/** A record and what it says. */
public record InFlightRecord(LogRecord record, SentRecord fact) {}
