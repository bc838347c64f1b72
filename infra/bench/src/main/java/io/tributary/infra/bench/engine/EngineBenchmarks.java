package io.tributary.infra.bench.engine;

import io.tributary.infra.bench.Benchmark;
import java.util.List;

/** Lists the benchmarks of the aggregation engine, in their order. */
public final class EngineBenchmarks {
  private EngineBenchmarks() {}

  /** Returns all of them. */
  public static List<Benchmark> all() {
    return List.of(
        new MergeKernel(),
        new TopologyIngest(),
        new SignedIngest(),
        new TopologyScaling(),
        new UpdateVisibilityBenchmark(),
        new MemoryVsClients(),
        new LargeAdapterBenchmark(),
        new RestoreBenchmark());
  }
}
