package io.tributary.aggregation.topology.processor;

import io.tributary.aggregation.ledger.decide.LedgerLimits;
import java.time.Duration;

/**
 * The settings of the topology beyond the federation's own.
 *
 * @param limits bounds on what a ledger waits for
 * @param retainedVersions number of newest versions of a cluster that stay readable
 * @param tick interval between two looks at the wall clock
 * @param chunkState where the newest versions' chunks are stored
 * @param payloadHeapBytes heap of all tasks together for payloads and sums of open windows; the
 *     rest is read from the log again
 * @param membersToldEvery interval at which ledgers receive their members again, so that the effect
 *     of a forged event ends by itself; 0: never, for a simulation that comes to rest
 */
public record TopologySettings(
    LedgerLimits limits,
    int retainedVersions,
    Duration tick,
    StateBackend chunkState,
    long payloadHeapBytes,
    Duration membersToldEvery) {
  /** The divisor of the JVM's heap that gives the default of {@code payloadHeapBytes}. */
  private static final int PAYLOAD_HEAP_SHARE = 3;

  /**
   * The default interval, which is shorter than an update waits for its slot to become a member, so
   * that a forged event costs no update.
   */
  private static final Duration MEMBERS_TOLD_EVERY = Duration.ofSeconds(20);

  /** Creates settings with which members are sent again every 20 seconds. */
  public TopologySettings(
      LedgerLimits limits,
      int retainedVersions,
      Duration tick,
      StateBackend chunkState,
      long payloadHeapBytes) {
    this(limits, retainedVersions, tick, chunkState, payloadHeapBytes, MEMBERS_TOLD_EVERY);
  }

  public TopologySettings {
    if (retainedVersions < 1) {
      throw new IllegalArgumentException(
          "aggregator.retained-versions must be >= 1, was " + retainedVersions);
    }
    if (tick.toMillis() < 1) {
      throw new IllegalArgumentException("aggregator.tick must be >= 1 ms, was " + tick);
    }
    if (membersToldEvery.isNegative()) {
      throw new IllegalArgumentException(
          "aggregator.members-told-every must not be negative, was " + membersToldEvery);
    }
  }

  /** Returns the defaults: fifty versions, one tick a second, chunks on disk. */
  public static TopologySettings defaults() {
    return retaining(50);
  }

  /** Returns the defaults with another number of versions that stay readable. */
  public static TopologySettings retaining(int versions) {
    return new TopologySettings(
        LedgerLimits.defaults(),
        versions,
        Duration.ofSeconds(1),
        StateBackend.ROCKSDB,
        Runtime.getRuntime().maxMemory() / PAYLOAD_HEAP_SHARE);
  }
}
