package io.tributary.infra.bench.train;

import io.tributary.infra.bench.BenchResult;
import io.tributary.infra.bench.BenchResult.Bound;
import io.tributary.infra.bench.Benchmark;
import io.tributary.infra.bench.train.MemorySoak.Reading;
import io.tributary.infra.bench.train.MemorySoak.Work;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures resident memory over a long run of training and embedding, in a process like a worker's.
 */
public final class MemorySoakRun implements Benchmark {
  private static final int STEPS = 1_000;
  private static final int TEXTS = 10_000;

  /**
   * The largest growth in MiB that holds: the allocator's reserve differs by some 30 MiB with which
   * client finished last.
   */
  private static final double GROWTH_MIB = 64;

  /**
   * The largest slope in MiB that holds: the hidden states of one step's batch, if they leaked,
   * would be at least 80 MiB in 1,000 steps.
   */
  private static final double SLOPE_MIB = 32;

  /** The number of readings that end with the warm-up of both kinds of work. */
  private static final int WARM_UP = Work.values().length;

  private static final double MIB = 1L << 20;

  @Override
  public String name() {
    return "memory-soak";
  }

  @Override
  public String question() {
    return "Growth of a worker's resident memory over 1,000 training steps and 10,000 embeddings"
        + " once the first tenth of both is done; no slope in the second half, no array left"
        + " behind.";
  }

  @Override
  public BenchResult run(Consumer<String> progress) throws IOException, InterruptedException {
    return judge(new SoakProcess(progress).run(STEPS, TEXTS));
  }

  /** Returns the verdict on all readings of a soak, in order. */
  static BenchResult judge(List<Reading> readings) {
    MemoryTrend training = trend(readings, Work.TRAINING_STEPS);
    MemoryTrend embedding = trend(readings, Work.EMBEDDINGS);
    double growth = Math.max(training.growthMib(), embedding.growthMib());
    double slope = Math.max(training.slopeMib(), embedding.slopeMib());
    boolean holds =
        growth <= GROWTH_MIB
            && slope <= SLOPE_MIB
            && training.moreArrays() <= 0
            && embedding.moreArrays() <= 0;
    Map<String, Object> comparison = new LinkedHashMap<>();
    comparison.put("training", training);
    comparison.put("embedding", embedding);
    comparison.put("slope_bound_mib", SLOPE_MIB);
    comparison.put(
        "peak_mib", readings.stream().mapToLong(Reading::residentBytes).max().orElse(0) / MIB);
    comparison.put("readings", readings);
    return new BenchResult(growth, "MiB", Bound.atMost(GROWTH_MIB), holds, comparison);
  }

  private static MemoryTrend trend(List<Reading> readings, Work work) {
    List<Reading> later = readings.subList(WARM_UP, readings.size());
    return MemoryTrend.of(
        readings.get(WARM_UP - 1), later.stream().filter(each -> each.work() == work).toList());
  }
}
