package io.tributary.infra.bench.engine;

import io.tributary.infra.bench.Benchmark;
import java.util.List;

/** The benchmarks of the aggregation engine, in the order in which they are listed. */
public final class EngineBenchmarks {
  private EngineBenchmarks() {}

  /** Every one of them. */
  public static List<Benchmark> all() {
    return List.of(
        new MergeKernel(),
        new TopologyIngest(),
        new SignedIngest(),
        new TopologyScaling(),
        new CommitToVisible(),
        new MemoryVsClients(),
        new LargeAdapters(),
        new Restore());
  }
}
