package io.tributary.schemas.event;

/** Machine-readable reason of a quarantine; documented one line each in infra/ERRORS.md. */
public enum RejectReason {
  NONE,
  UNDECODABLE,
  WRONG_LAYOUT,
  WRONG_BASE_MODEL,
  UNKNOWN_SLOT(true),
  UNKNOWN_CLUSTER(true),
  UNKNOWN_BASE_VERSION,
  WRONG_BASE_DIGEST,
  STALE_BASE(true),
  STALE_EPOCH(true),
  CLOCK_SKEW(true),
  BAD_WEIGHT,
  NOT_FINITE,
  OUT_OF_RANGE,
  CHUNK_DIGEST,
  CHUNK_SIZE,
  CHUNK_MISSING,
  CHUNK_ORPHANED,
  SEQUENCE_REPLAYED,
  SLOT_AHEAD(true),
  WINDOW_FULL(true),
  TOO_FEW_MEMBERS,
  NORM_BOUND(true),
  CLIENT_BLOCKED(true),
  BAD_SIGNATURE,
  KEY_MISMATCH,
  NOT_REGISTERED,
  SEQUENCE_AHEAD,
  WRONG_PARTITION,
  BAD_EMBEDDING,
  TOO_MANY_SLOTS,
  FEDERATION_FULL,
  ANNOUNCEMENT_REPLAYED,
  SAMPLES_DIFFER,
  INVALID_ORDER,
  STATE_UNREADABLE;

  private final boolean policy;

  RejectReason() {
    this(false);
  }

  RejectReason(boolean policy) {
    this.policy = policy;
  }

  /**
   * Returns whether an operator may let such an update count after all: it broke a rule, while its
   * bytes may be sound. That excludes updates whose bytes are faulty, and updates that may have
   * counted before.
   */
  public boolean isReleasable() {
    return policy;
  }
}
