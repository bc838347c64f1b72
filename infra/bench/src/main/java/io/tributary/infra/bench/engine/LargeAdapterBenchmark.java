package io.tributary.infra.bench.engine;

import io.tributary.aggregation.AggregatorApp;
import io.tributary.aggregation.topology.StreamsSettings;
import io.tributary.aggregation.topology.processor.TopologySettings;
import io.tributary.infra.bench.BenchResult;
import io.tributary.infra.bench.BenchResult.Bound;
import io.tributary.infra.bench.Benchmark;
import io.tributary.infra.bench.federation.ScratchBroker;
import io.tributary.infra.bench.federation.SyntheticContracts;
import io.tributary.infra.bench.federation.SyntheticFederation;
import io.tributary.infra.bench.federation.SyntheticOutputs.Merged;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Measures adapters of 256 MiB in records of 768 KiB: the heap that merging eight of them takes,
 * when payloads and open windows may have 256 MiB.
 */
final class LargeAdapterBenchmark implements Benchmark {
  private static final long MIB = 1L << 20;
  private static final long ADAPTER_BYTES = 256 * MIB;
  private static final long PAYLOAD_HEAP_BYTES = 256 * MIB;
  private static final int PARTITIONS = 4;
  private static final int SLOTS = 8;
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** The bound in MiB: half of a window's updates. */
  private static final double BOUND_MIB = 1024;

  @Override
  public String name() {
    return "large-adapters";
  }

  @Override
  public String question() {
    return "MiB of live heap that an aggregator takes at most to merge a window of eight adapters"
        + " of 256 MiB (2 GiB).";
  }

  @Override
  public BenchResult run(Consumer<String> progress) throws IOException, InterruptedException {
    var spec = SyntheticContracts.rounds("large", ADAPTER_BYTES, 1, SLOTS);
    try (var broker = ScratchBroker.start();
        var federation = new SyntheticFederation(broker.bootstrapServers(), spec, PARTITIONS)) {
      federation.announce(1, SLOTS);
      long before = LiveHeap.now();
      AggregatorApp app = federation.aggregator(settings(broker));
      try (app) {
        long peak = peakOfWindow(federation);
        progress.accept("a window while the heap was looked at: done");
        long start = federation.sendAll(1, SLOTS, 2);
        Merged merged = federation.outputs().awaitMerged(2, SLOTS);
        double seconds = (System.nanoTime() - start) / 1e9;
        double bytes = (double) merged.updates() * federation.updates().updateBytes();
        Map<String, Object> comparison = new LinkedHashMap<>();
        comparison.put("adapter_mib", ADAPTER_BYTES / MIB);
        comparison.put("window_mib", SLOTS * ADAPTER_BYTES / MIB);
        comparison.put("payload_heap_mib", PAYLOAD_HEAP_BYTES / MIB);
        comparison.put("chunks_of_each", federation.updates().chunks());
        comparison.put("megabytes_per_second", bytes / seconds / 1e6);
        return BenchResult.of(
            (double) (peak - before) / MIB, "MiB", Bound.atMost(BOUND_MIB), comparison);
      }
    }
  }

  private static long peakOfWindow(SyntheticFederation federation) throws InterruptedException {
    LiveHeap heap = LiveHeap.watch();
    try {
      federation.sendAll(1, SLOTS, 1);
      federation.outputs().awaitMerged(1, SLOTS);
    } finally {
      heap.end();
    }
    return heap.peak;
  }

  private static StreamsSettings settings(ScratchBroker broker) throws IOException {
    TopologySettings defaults = TopologySettings.defaults();
    return StreamsSettings.in(broker.directory("state"))
        .withThreads(Runtime.getRuntime().availableProcessors())
        .with(
            new TopologySettings(
                defaults.limits(),
                defaults.retainedVersions(),
                defaults.tick(),
                defaults.chunkState(),
                PAYLOAD_HEAP_BYTES));
  }

  /** Samples the live heap of the process repeatedly. */
  private static final class LiveHeap {
    private final Thread sampler = new Thread(this::sample, "live-heap");
    private volatile boolean ended;
    private volatile long peak;

    static LiveHeap watch() {
      var heap = new LiveHeap();
      heap.sampler.setDaemon(true);
      heap.sampler.start();
      return heap;
    }

    /**
     * Returns the heap at the end of the collection, so that concurrent allocations do not count.
     */
    static long now() {
      System.gc();
      return ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
          .mapToLong(pool -> pool.getCollectionUsage().getUsed())
          .sum();
    }

    private void sample() {
      while (!ended) {
        peak = Math.max(peak, now());
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }

    void end() throws InterruptedException {
      ended = true;
      sampler.join();
    }
  }
}
