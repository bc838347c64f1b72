package io.tributary.schemas.event;

/** Machine-readable reason of a quarantine; documented one line each in the README of infra. */
public enum RejectReason {
  NONE,
  UNDECODABLE,
  WRONG_LAYOUT,
  WRONG_BASE_MODEL,
  UNKNOWN_SLOT,
  UNKNOWN_CLUSTER,
  UNKNOWN_BASE_VERSION,
  WRONG_BASE_DIGEST,
  STALE_BASE,
  STALE_EPOCH,
  CLOCK_SKEW,
  BAD_WEIGHT,
  NOT_FINITE,
  OUT_OF_RANGE,
  CHUNK_DIGEST,
  CHUNK_SIZE,
  CHUNK_MISSING,
  CHUNK_ORPHANED,
  SEQUENCE_REPLAYED,
  SLOT_AHEAD,
  WINDOW_FULL,
  NORM_BOUND,
  CLIENT_BLOCKED
}
