package io.tributary.aggregation.topology;

import io.tributary.aggregation.ledger.decide.LedgerLimits;
import io.tributary.aggregation.topology.processor.StateBackend;
import io.tributary.aggregation.topology.processor.TopologySettings;

/** Settings of a topology under test, which keeps three versions. */
public final class HarnessSettings {
  private HarnessSettings() {}

  static TopologySettings on(StateBackend backend) {
    TopologySettings defaults = TopologySettings.defaults();
    return new TopologySettings(
        defaults.limits(), 3, defaults.tick(), backend, defaults.payloadHeapBytes());
  }

  public static TopologySettings limited(LedgerLimits limits) {
    TopologySettings settings = on(StateBackend.MEMORY);
    return new TopologySettings(
        limits,
        settings.retainedVersions(),
        settings.tick(),
        settings.chunkState(),
        settings.payloadHeapBytes());
  }

  /** Keeps nothing in the heap: every payload is read from the log, every sum is made at close. */
  public static TopologySettings withoutHeap() {
    TopologySettings settings = on(StateBackend.MEMORY);
    return new TopologySettings(
        settings.limits(), settings.retainedVersions(), settings.tick(), settings.chunkState(), 0);
  }
}
