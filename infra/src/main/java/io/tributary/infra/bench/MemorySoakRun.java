package io.tributary.infra.bench;

import io.tributary.infra.bench.BenchResult.Bound;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.BaseModelSource;
import io.tributary.worker.train.MemorySoak;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/** Resident memory over a long run of training and embedding. */
final class MemorySoakRun implements Benchmark {
  private static final double MIB = 1L << 20;

  @Override
  public String name() {
    return "memory-soak";
  }

  @Override
  public String question() {
    return "Growth of resident memory over 1,000 training steps and 10,000 embeddings, the first"
        + " tenth of each being warm-up.";
  }

  @Override
  public BenchResult run(Consumer<String> progress) throws IOException {
    try (BaseModel model = BaseModel.load(BaseModelSource.bundled())) {
      var report = new MemorySoak(model, progress).run(1_000, 10_000);
      double growth = Math.max(report.trainGrowthBytes(), report.embedGrowthBytes()) / MIB;
      return BenchResult.of(
          growth,
          "MiB",
          Bound.atMost(100),
          Map.of(
              "train_growth_mib", report.trainGrowthBytes() / MIB,
              "embed_growth_mib", report.embedGrowthBytes() / MIB,
              "peak_mib", report.peakBytes() / MIB,
              "readings", report.readings()));
    }
  }
}
