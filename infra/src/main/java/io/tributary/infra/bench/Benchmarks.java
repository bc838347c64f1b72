package io.tributary.infra.bench;

import io.tributary.infra.bench.engine.TopologyIngest;
import java.util.List;

/** All benchmarks, in the order in which they are listed. */
public final class Benchmarks {
  private static final List<Benchmark> ALL =
      List.of(
          new TrainStepComparison(),
          new EmbeddingParity(),
          new MemorySoakRun(),
          new LocalRunBenchmark(),
          new StreamParity(),
          new LearningBenchmark(),
          new CrashRecoveryBenchmark(),
          new TopologyIngest());

  private Benchmarks() {}

  /** Every benchmark. */
  public static List<Benchmark> all() {
    return ALL;
  }
}
