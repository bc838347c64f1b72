package io.tributary.infra.bench.engine;

import io.tributary.aggregation.merge.MergeKernelBenchmark;
import io.tributary.aggregation.merge.MergeKernelBenchmark.Row;
import io.tributary.infra.bench.BenchResult;
import io.tributary.infra.bench.BenchResult.Bound;
import io.tributary.infra.bench.Benchmark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The merge kernel beside the machine's memory copy and numpy's {@code acc += w * x}. */
final class MergeKernel implements Benchmark {
  /** One chunk, which the caches hold, and 64 MiB of payload, which they do not. */
  private static final int[] CHUNKS = {1, 85};

  private static final int REPEATS = 60;
  private static final double COPY_BOUND = 0.6;
  private static final double NUMPY_BOUND = 2;

  /** Best of many, over arrays that no cache holds; prints millions of values a second. */
  private static final String NUMPY =
      """
      import time, numpy as np
      n, chunks = 196608, 85
      xs = [np.random.rand(n).astype(np.float32) for _ in range(chunks)]
      accs = [np.zeros(n) for _ in range(chunks)]
      best = [1e9] * chunks
      for _ in range(20):
          for c in range(chunks):
              t = time.perf_counter()
              accs[c] += 77000.0 * xs[c]
              best[c] = min(best[c], time.perf_counter() - t)
      print(n * chunks / sum(best) / 1e6)
      """;

  @Override
  public String name() {
    return "merge-kernel";
  }

  @Override
  public String question() {
    return "Bytes that the merge kernel touches a second over the machine's memory copy, out of"
        + " cache, one thread; and its values a second over numpy's acc += w * x.";
  }

  @Override
  public BenchResult run(Consumer<String> progress) throws IOException, InterruptedException {
    List<Row> rows = new MergeKernelBenchmark(System::nanoTime, REPEATS).run(CHUNKS);
    Row outOfCache = rows.get(rows.size() - 1);
    Map<String, Object> comparison = new TreeMap<>();
    comparison.put("rows", rows);
    OptionalDouble numpy = numpy(progress);
    boolean holds = outOfCache.ratio() >= COPY_BOUND;
    if (numpy.isPresent()) {
      double overNumpy = outOfCache.megavaluesPerSecond() / numpy.getAsDouble();
      comparison.put("numpy_megavalues_per_second", numpy.getAsDouble());
      comparison.put("values_over_numpy", overNumpy);
      holds &= overNumpy >= NUMPY_BOUND;
    }
    return new BenchResult(
        outOfCache.ratio(), "of memory copy", Bound.atLeast(COPY_BOUND), holds, comparison);
  }

  private static OptionalDouble numpy(Consumer<String> progress)
      throws IOException, InterruptedException {
    String python = Optional.ofNullable(System.getenv("TRIBUTARY_PYTHON")).orElse("python3");
    try {
      Process process = new ProcessBuilder(python, "-c", NUMPY).redirectErrorStream(true).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() == 0) {
        return OptionalDouble.of(Double.parseDouble(output));
      }
      progress.accept("skipped numpy: " + output.lines().reduce((a, b) -> b).orElse("no output"));
    } catch (IOException e) {
      progress.accept("skipped numpy: " + python + " does not start (" + e.getMessage() + ")");
    }
    return OptionalDouble.empty();
  }
}
