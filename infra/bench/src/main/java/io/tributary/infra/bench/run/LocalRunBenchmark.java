package io.tributary.infra.bench.run;

import io.tributary.infra.bench.BenchResult;
import io.tributary.infra.bench.BenchResult.Bound;
import io.tributary.infra.bench.Benchmark;
import io.tributary.infra.bench.ProgressLines;
import io.tributary.infra.harness.CliRun;
import io.tributary.infra.harness.Scratch;
import io.tributary.infra.report.RunResults;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures the default {@code local run}, from built jars to the printed table.
 *
 * @param mainClass of the command line
 */
public record LocalRunBenchmark(String mainClass) implements Benchmark {
  private static final double SECONDS = 240;
  private static final double TRAIN_SHARE = 0.70;
  private static final double RESIDENT_BYTES = 4.0 * (1L << 30);

  @Override
  public String name() {
    return "local-run";
  }

  @Override
  public String question() {
    return "Wall time of the default local run up to its table; at least 70 % of it in training"
        + " steps, at most 4 GiB resident.";
  }

  @Override
  public BenchResult run(Consumer<String> progress) throws IOException, InterruptedException {
    try (var scratch = new Scratch()) {
      long began = System.nanoTime();
      RunResults results =
          new CliRun(mainClass, scratch.directory("state"), List.of())
              .run(new ProgressLines(name(), progress));
      double untilStopped = (System.nanoTime() - began) / 1e9;
      // The time is from built jars to the printed table; the processes stop afterwards.
      double seconds = results.wallSeconds();
      double share = results.trainSeconds() / seconds;
      Map<String, Object> comparison = new LinkedHashMap<>();
      comparison.put("train_share", share);
      comparison.put("train_share_bound", TRAIN_SHARE);
      comparison.put("seconds_until_all_stopped", untilStopped);
      comparison.put("peak_rss_bytes", results.peakRssBytes());
      comparison.put("peak_rss_bound", RESIDENT_BYTES);
      comparison.put("wall_split", results.wallSplit());
      comparison.put("processes", results.processes());
      comparison.put("methods", results.methods());
      boolean holds =
          seconds <= SECONDS && share >= TRAIN_SHARE && results.peakRssBytes() <= RESIDENT_BYTES;
      return new BenchResult(seconds, "s", Bound.atMost(SECONDS), holds, comparison);
    }
  }
}
