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
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures the time from a client's commit of its update until the version with it is readable,
 * when every update makes a version: commit interval 100 ms, 300 KB adapters.
 */
final class UpdateVisibilityBenchmark implements Benchmark {
  private static final int WARM_UP = 20;
  private static final int MEASURED = 200;
  private static final int PARTITIONS = 2;
  private static final long ADAPTER_BYTES = 300_000;
  private static final double BOUND_MILLIS = 500;

  @Override
  public String name() {
    return "commit-to-visible";
  }

  @Override
  public String question() {
    return "Milliseconds from an update's commit to its version being readable, 99th percentile of "
        + MEASURED
        + ", at a commit interval of 100 ms.";
  }

  @Override
  public BenchResult run(Consumer<String> progress) throws IOException, InterruptedException {
    double[] millis = new double[MEASURED];
    try (var broker = ScratchBroker.start();
        var federation =
            new SyntheticFederation(
                broker.bootstrapServers(),
                SyntheticContracts.everyUpdate("visible", ADAPTER_BYTES),
                PARTITIONS)) {
      federation.announce(1, 1);
      AggregatorApp app = federation.aggregator(StreamsSettings.in(broker.directory("state")));
      try (app) {
        for (int sequence = 1; sequence <= WARM_UP + MEASURED; sequence++) {
          long start = federation.sendOne(sequence);
          federation.outputs().awaitMerged(sequence, 1);
          if (sequence > WARM_UP) {
            millis[sequence - WARM_UP - 1] = (System.nanoTime() - start) / 1e6;
          }
          if (sequence % 50 == 0) {
            progress.accept(sequence + " of " + (WARM_UP + MEASURED) + " updates");
          }
        }
      }
    }
    Arrays.sort(millis);
    return BenchResult.of(
        millis[MEASURED * 99 / 100 - 1],
        "ms",
        Bound.atMost(BOUND_MILLIS),
        Map.of(
            "p50",
            millis[MEASURED / 2],
            "p90",
            millis[MEASURED * 9 / 10],
            "max",
            millis[MEASURED - 1],
            "updates",
            MEASURED));
  }
}
