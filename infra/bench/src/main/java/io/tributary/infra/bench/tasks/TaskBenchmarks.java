package io.tributary.infra.bench.tasks;

import io.tributary.infra.bench.Benchmark;
import java.util.List;

/** The benchmarks of finding tasks. */
public final class TaskBenchmarks {
  private TaskBenchmarks() {}

  /** Every one of them. */
  public static List<Benchmark> all() {
    return List.of(new TaskDiscoveryBenchmark());
  }
}
