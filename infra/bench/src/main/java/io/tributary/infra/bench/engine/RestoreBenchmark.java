package io.tributary.infra.bench.engine;

import io.tributary.aggregation.AggregatorApp;
import io.tributary.aggregation.topology.StreamsSettings;
import io.tributary.infra.bench.BenchResult;
import io.tributary.infra.bench.BenchResult.Bound;
import io.tributary.infra.bench.Benchmark;
import io.tributary.infra.bench.federation.ScratchBroker;
import io.tributary.infra.bench.federation.SyntheticContracts;
import io.tributary.infra.bench.federation.SyntheticFederation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Measures how an aggregator with a thousand clusters is restored: without its disk, and with a
 * standby that takes over.
 */
final class RestoreBenchmark implements Benchmark {
  private static final int CLUSTERS = 1_000;
  private static final int PARTITIONS = 2;
  private static final long ADAPTER_BYTES = 300_000;
  private static final double COLD_BOUND_SECONDS = 30;
  private static final double STANDBY_BOUND_SECONDS = 2;
  private static final int PROBED = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Override
  public String name() {
    return "restore";
  }

  @Override
  public String question() {
    return "Seconds from the start of an aggregator that lost its disk until all its tasks run"
        + " again, 1,000 clusters of 300 KB; and with a standby, from the leave of the"
        + " active one.";
  }

  @Override
  public BenchResult run(Consumer<String> progress) throws IOException, InterruptedException {
    var spec = SyntheticContracts.everyUpdate("restore", ADAPTER_BYTES, CLUSTERS);
    try (var broker = ScratchBroker.start();
        var federation = new SyntheticFederation(broker.bootstrapServers(), spec, PARTITIONS)) {
      federation.announce(CLUSTERS, 1);
      AggregatorApp first = start(federation, broker.directory("first"), 0);
      try (first) {
        federation.outputs().awaitClusters(CLUSTERS);
        federation.sendAll(CLUSTERS, 1, 1);
        federation.outputs().awaitMerged(1, CLUSTERS);
      }
      progress.accept(CLUSTERS + " clusters have their first version");
      double cold = cold(federation, broker.directory("second"));
      progress.accept("cold: %.1f s".formatted(cold));
      double standby =
          standby(federation, broker.directory("second"), broker.directory("third"), progress);
      Map<String, Object> comparison = new LinkedHashMap<>();
      comparison.put("with_standby_seconds", standby);
      comparison.put("with_standby_bound", STANDBY_BOUND_SECONDS);
      comparison.put("clusters", CLUSTERS);
      comparison.put("adapter_bytes", ADAPTER_BYTES);
      return new BenchResult(
          cold,
          "s",
          Bound.atMost(COLD_BOUND_SECONDS),
          cold <= COLD_BOUND_SECONDS && standby <= STANDBY_BOUND_SECONDS,
          comparison);
    }
  }

  private static double cold(SyntheticFederation federation, Path emptyState)
      throws InterruptedException {
    long start = System.nanoTime();
    AggregatorApp second = start(federation, emptyState, 0);
    try (second) {
      return seconds(start);
    }
  }

  /**
   * Measures the time from the moment at which the active instance is told to stop until the other
   * one has its work.
   */
  private static double standby(
      SyntheticFederation federation,
      Path activeState,
      Path standbyState,
      Consumer<String> progress)
      throws InterruptedException {
    AggregatorApp active = start(federation, activeState, 1);
    try (AggregatorApp standby = start(federation, standbyState, 1)) {
      awaitCopies(active, standby);
      progress.accept(
          "the standby has all: %d stores here, %d there"
              .formatted(active.stores(), standby.stores()));
      long start = System.nanoTime();
      active.close();
      progress.accept("the active one has stopped: %.2f s".formatted(seconds(start)));
      // The updates belong to more clusters than there are partitions, so that every task has to
      // answer.
      federation.sendOfEach(PROBED, 2);
      federation.outputs().awaitMerged(2, PROBED);
      return seconds(start);
    } finally {
      active.close();
    }
  }

  private static void awaitCopies(AggregatorApp active, AggregatorApp standby) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    // The end of a changelog is a transaction's marker, for which there is nothing to restore.
    while (standby.stores() < active.stores() || standby.restoreRemaining() > standby.stores()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            "the standby must have all state within %s: has %d of %d stores, %d records behind"
                .formatted(
                    PATIENCE, standby.stores(), active.stores(), standby.restoreRemaining()));
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private static AggregatorApp start(SyntheticFederation federation, Path state, int standbys)
      throws InterruptedException {
    return federation.aggregator(StreamsSettings.in(state).withStandbys(standbys));
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
