package io.tributary.aggregation.ledger.decide;

import java.time.Duration;

/**
 * The bounds on what ledgers wait for and remember.
 *
 * @param pendingUpdates undecided updates of one cluster; with one more, one of them is decided at
 *     once
 * @param strangers bound on what is remembered of slots and clusters that the clustering never
 *     named, so that a sender of invented names cannot fill the heap: slots that a cluster
 *     remembers though they never were its members, and, over all clusters of a task that never had
 *     members, their number and that of their undecided updates and slots
 * @param chunkWait how long an incomplete update may wait for its manifest or chunks
 * @param membershipWait how long a complete update may wait for its slot to become a member
 */
public record LedgerLimits(
    int pendingUpdates, int strangers, Duration chunkWait, Duration membershipWait) {
  /**
   * The largest number of undecided updates of one slot; with one more, one of them is given up.
   * Two windows take two, and a few may be on their way; without a bound, one member would fill the
   * room of all.
   */
  public static final int UNDECIDED_OF_A_SLOT = 8;

  public LedgerLimits {
    if (pendingUpdates < 1) {
      throw new IllegalArgumentException(
          "ledger.pending-updates must be >= 1, was " + pendingUpdates);
    }
    if (strangers < 1) {
      throw new IllegalArgumentException("ledger.strangers must be >= 1, was " + strangers);
    }
    if (chunkWait.isNegative() || membershipWait.isNegative()) {
      throw new IllegalArgumentException(
          "ledger.chunk-wait and membership-wait must not be negative, were "
              + chunkWait
              + " and "
              + membershipWait);
    }
  }

  /**
   * Returns the defaults: 10,000 updates and as many strangers, ten minutes for chunks, one for
   * membership.
   */
  public static LedgerLimits defaults() {
    return new LedgerLimits(10_000, 10_000, Duration.ofMinutes(10), Duration.ofMinutes(1));
  }
}
