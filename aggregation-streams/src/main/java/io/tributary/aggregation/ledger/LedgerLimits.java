package io.tributary.aggregation.ledger;

import java.time.Duration;

/**
 * Bounds on what one cluster's ledger waits for.
 *
 * @param pendingUpdates undecided updates of one cluster; the newest beyond it is decided at once
 * @param chunkWait how long an incomplete update may wait for its manifest or chunks
 * @param membershipWait how long a complete update may wait for its slot to become a member
 */
public record LedgerLimits(int pendingUpdates, Duration chunkWait, Duration membershipWait) {
  public LedgerLimits {
    if (pendingUpdates < 1) {
      throw new IllegalArgumentException(
          "ledger.pending-updates must be >= 1, was " + pendingUpdates);
    }
    if (chunkWait.isNegative() || membershipWait.isNegative()) {
      throw new IllegalArgumentException(
          "ledger.chunk-wait and membership-wait must not be negative, were "
              + chunkWait
              + " and "
              + membershipWait);
    }
  }

  /** 10,000 updates, ten minutes for chunks, one for membership. */
  public static LedgerLimits defaults() {
    return new LedgerLimits(10_000, Duration.ofMinutes(10), Duration.ofMinutes(1));
  }
}
