package io.tributary.infra.bench.train;

import io.tributary.infra.bench.BenchResult;
import io.tributary.infra.bench.BenchResult.Bound;
import io.tributary.infra.bench.Benchmark;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.BaseModelSource;
import java.util.Map;
import java.util.function.Consumer;

/** Compares embeddings of the bundled model with those of ONNX Runtime. */
public final class EmbeddingParity implements Benchmark {
  @Override
  public String name() {
    return "embedding-parity";
  }

  @Override
  public String question() {
    return "Largest difference of an embedding's component to ONNX Runtime's on the same file.";
  }

  @Override
  public BenchResult run(Consumer<String> progress) {
    try (BaseModel model = BaseModel.load(BaseModelSource.bundled())) {
      var report = EmbeddingParityCheck.run(model);
      return BenchResult.of(
          report.largestDifference(),
          "(components lie in -1..1)",
          Bound.atMost(report.bound()),
          Map.of("texts", report.texts(), "model", model.id()));
    }
  }
}
