package io.tributary.infra.bench.tasks;

import io.tributary.infra.bench.Benchmark;
import java.util.List;

/** Lists the benchmarks of finding tasks. */
public final class TaskBenchmarks {
  private TaskBenchmarks() {}

  /** Returns all of them. */
  public static List<Benchmark> all() {
    return List.of(new TaskDiscoveryBenchmark());
  }
}
