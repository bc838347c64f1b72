package io.tributary.infra.bench.train;

import io.tributary.infra.bench.BenchResult;
import io.tributary.infra.bench.BenchResult.Bound;
import io.tributary.infra.bench.Benchmark;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.BaseModelSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Compares a training step with the same step in plain PyTorch. */
public final class TrainStepComparison implements Benchmark {
  private static final int BATCH = 16;
  private static final int STEPS = 8;
  private static final int[] SEQUENCES = {32, 64, 128};

  @Override
  public String name() {
    return "train-step";
  }

  @Override
  public String question() {
    return "Largest ratio of a training step to plain PyTorch's, batch 16, sequence 32, 64 and 128"
        + " (python3 or TRIBUTARY_PYTHON with torch).";
  }

  @Override
  public BenchResult run(Consumer<String> progress) throws InterruptedException {
    String python = Optional.ofNullable(System.getenv("TRIBUTARY_PYTHON")).orElse("python3");
    try (BaseModel model = BaseModel.load(BaseModelSource.bundled())) {
      var report = new TrainStepBenchmark(model, python, progress).run(BATCH, STEPS, SEQUENCES);
      double worst =
          report.rows().stream()
              .mapToDouble(TrainStepBenchmark.Row::ratio)
              .max()
              .orElse(Double.NaN);
      Map<String, Object> comparison = new LinkedHashMap<>();
      comparison.put("batch", report.batch());
      comparison.put("threads", report.threads());
      comparison.put("rows", report.rows());
      comparison.put("limit_gflops", report.limitGflops());
      comparison.put("plain_pytorch", report.comparison());
      return BenchResult.of(worst, "x", Bound.atMost(1.25), comparison);
    }
  }
}
