package io.tributary.aggregation.topology;

import io.tributary.aggregation.ledger.LedgerLimits;
import java.time.Duration;

/**
 * What the topology needs to know beyond the federation's own settings.
 *
 * @param limits of what a ledger waits for
 * @param retainedVersions newest versions of a cluster that stay readable
 * @param tick how often the wall clock is looked at
 * @param chunkState where the newest versions' chunks live
 * @param payloadHeapBytes heap of all tasks together for payloads and sums of open windows; what
 *     does not fit is read from the log again
 * @param membersToldEvery how often ledgers are told again who their members are, so that what
 *     somebody without the right told them ends by itself; 0: never, for a world that comes to rest
 */
public record TopologySettings(
    LedgerLimits limits,
    int retainedVersions,
    Duration tick,
    StateBackend chunkState,
    long payloadHeapBytes,
    Duration membersToldEvery) {
  /** Part of the JVM's heap that the default of {@code payloadHeapBytes} takes. */
  private static final int PAYLOAD_HEAP_SHARE = 3;

  /** Less than an update waits for its slot to become a member, so that it costs nobody one. */
  private static final Duration MEMBERS_TOLD_EVERY = Duration.ofSeconds(20);

  /** Members are told again every 20 seconds. */
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

  /** Fifty versions, one tick a second, chunks on disk. */
  public static TopologySettings defaults() {
    return retaining(50);
  }

  /** The defaults, but for the number of versions that stay readable. */
  public static TopologySettings retaining(int versions) {
    return new TopologySettings(
        LedgerLimits.defaults(),
        versions,
        Duration.ofSeconds(1),
        StateBackend.ROCKSDB,
        Runtime.getRuntime().maxMemory() / PAYLOAD_HEAP_SHARE);
  }
}
