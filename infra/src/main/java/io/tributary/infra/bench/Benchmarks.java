package io.tributary.infra.bench;

import io.tributary.infra.bench.engine.CommitToVisible;
import io.tributary.infra.bench.engine.MergeKernel;
import io.tributary.infra.bench.engine.TopologyIngest;
import java.util.List;

/** All benchmarks, in the order in which they are listed. */
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * Every benchmark.
   *
   * @param mainClass of the command line, which some of them start as a process of its own
   */
  public static List<Benchmark> all(String mainClass) {
    return List.of(
        new TrainStepComparison(),
        new EmbeddingParity(),
        new MemorySoakRun(),
        new LocalRunBenchmark(mainClass),
        new StreamParity(mainClass),
        new LearningBenchmark(mainClass),
        new CrashRecoveryBenchmark(mainClass),
        new MergeKernel(),
        new TopologyIngest(),
        new CommitToVisible());
  }
}
