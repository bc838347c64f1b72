package io.tributary.infra.bench.engine;

import io.tributary.infra.bench.BenchResult;
import io.tributary.infra.bench.BenchResult.Bound;
import io.tributary.infra.bench.Benchmark;
import io.tributary.infra.bench.engine.MergeKernelBenchmark.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Compares the merge kernel with the machine's memory copy and numpy's {@code acc += w * x}. */
final class MergeKernel implements Benchmark {
  /** The sizes: one chunk, which fits the caches, and 64 MiB of payload, which does not. */
  private static final int[] CHUNKS = {1, 85};

  private static final int REPEATS = 60;
  private static final double COPY_BOUND = 0.6;
  private static final double NUMPY_BOUND = 2;

  /**
   * The program that times {@code acc += w * x} over 64 MiB of payload, best of many: over the
   * whole adapter, as it is usually written, and chunk by chunk, so that the product of w and x
   * stays in the cache. It prints millions of values a second of either.
   */
  private static final String NUMPY =
      """
      import time, numpy as np
      n, chunks = 196608, 85

      def megavalues(length, times):
          xs = [np.random.rand(length).astype(np.float32) for _ in range(n * chunks // length)]
          accs = [np.zeros(length) for _ in xs]
          best = [1e9] * len(xs)
          for _ in range(times):
              for i, x in enumerate(xs):
                  began = time.perf_counter()
                  accs[i] += 77000.0 * x
                  best[i] = min(best[i], time.perf_counter() - began)
          return n * chunks / sum(best) / 1e6

      print(megavalues(n * chunks, 10), megavalues(n, 20))
      """;

  @Override
  public String name() {
    return "merge-kernel";
  }

  @Override
  public String question() {
    return "Bytes that the merge kernel touches a second over the machine's memory copy, out of"
        + " cache, one thread; and its values a second over numpy's acc += w * x on the same"
        + " 64 MiB.";
  }

  @Override
  public BenchResult run(Consumer<String> progress) throws IOException, InterruptedException {
    List<Row> rows = new MergeKernelBenchmark(System::nanoTime, REPEATS).run(CHUNKS);
    Row outOfCache = rows.get(rows.size() - 1);
    Map<String, Object> comparison = new TreeMap<>();
    comparison.put("rows", rows);
    comparison.put("java", Runtime.version().toString());
    boolean holds = outOfCache.ratio() >= COPY_BOUND;
    Optional<Numpy> numpy = numpy(progress);
    if (numpy.isPresent()) {
      double overNumpy = outOfCache.megavaluesPerSecond() / numpy.get().whole();
      comparison.put("numpy_megavalues_per_second", numpy.get().whole());
      comparison.put("numpy_by_chunk_megavalues_per_second", numpy.get().byChunk());
      comparison.put("values_over_numpy", overNumpy);
      comparison.put(
          "values_over_numpy_by_chunk", outOfCache.megavaluesPerSecond() / numpy.get().byChunk());
      holds &= overNumpy >= NUMPY_BOUND;
    }
    return new BenchResult(
        outOfCache.ratio(), "of memory copy", Bound.atLeast(COPY_BOUND), holds, comparison);
  }

  /** Millions of values a second: of the whole adapter at once, and chunk by chunk. */
  private record Numpy(double whole, double byChunk) {}

  private static Optional<Numpy> numpy(Consumer<String> progress)
      throws IOException, InterruptedException {
    String python = Optional.ofNullable(System.getenv("TRIBUTARY_PYTHON")).orElse("python3");
    try {
      Process process = new ProcessBuilder(python, "-c", NUMPY).redirectErrorStream(true).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() == 0) {
        String[] figures = output.split(" ", 2);
        return Optional.of(
            new Numpy(Double.parseDouble(figures[0]), Double.parseDouble(figures[1])));
      }
      progress.accept("skipped numpy: " + output.lines().reduce((a, b) -> b).orElse("no output"));
    } catch (IOException e) {
      progress.accept("skipped numpy: " + python + " does not start (" + e.getMessage() + ")");
    }
    return Optional.empty();
  }
}
