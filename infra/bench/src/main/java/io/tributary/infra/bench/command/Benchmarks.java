package io.tributary.infra.bench.command;

import io.tributary.infra.bench.Benchmark;
import io.tributary.infra.bench.run.CrashParityBenchmark;
import io.tributary.infra.bench.run.LearningBenchmark;
import io.tributary.infra.bench.run.LocalRunBenchmark;
import io.tributary.infra.bench.run.StreamParity;
import io.tributary.infra.bench.train.EmbeddingParity;
import io.tributary.infra.bench.train.MemorySoakRun;
import io.tributary.infra.bench.train.TrainStepComparison;
import java.util.List;

/** Lists the benchmarks of whole runs and of training, in their order. */
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * Returns all of them.
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
        new CrashParityBenchmark(mainClass));
  }
}
