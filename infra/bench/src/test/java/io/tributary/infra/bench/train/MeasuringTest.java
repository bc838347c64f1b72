package io.tributary.infra.bench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.infra.bench.train.MemorySoak.Reading;
import io.tributary.infra.bench.train.MemorySoak.Work;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.BaseModelSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The measuring code runs and reports; what it measures is a benchmark's business. */
class MeasuringTest {
  private static BaseModel model;

  @BeforeAll
  static void load() {
    model = BaseModel.load(BaseModelSource.bundled());
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void embeddingsAreThoseOfTheReference() {
    EmbeddingParityCheck.Report report = EmbeddingParityCheck.run(model);

    assertThat(report.holds()).as("%s", report).isTrue();
    assertThat(report.texts()).isGreaterThan(8);
  }

  @Test
  void stepBenchmarkSaysWhyItComparesWithNothing() throws InterruptedException {
    var benchmark = new TrainStepBenchmark(model, "no-such-python", line -> {});

    TrainStepBenchmark.Report report = benchmark.run(2, 1, 8);

    assertThat(report.comparison()).startsWith("comparison skipped: ").contains("no-such-python");
    assertThat(report.limitGflops()).isPositive();
    assertThat(report.rows()).hasSize(1);
    assertThat(report.rows().get(0).gflops()).isPositive();
    assertThat(report.rows().get(0).ratio()).isNaN();
  }

  @Test
  void readsTimesOfPlainPytorchAmongWarnings() {
    var outcome = PlainPytorch.parse("UserWarning: no NumPy 2\ntorch 2.7.1\n32 257.19\n64 510.2");

    assertThat(outcome.comment()).isEqualTo("plain PyTorch 2.7.1");
    assertThat(outcome.millisPerStep()).containsOnly(Map.entry(32, 257.19), Map.entry(64, 510.2));
  }

  /** MiniLM has 10.6 million weights in linear layers: about 4 operations each and token. */
  @Test
  void stepArithmeticIsAboutFourOperationsPerWeightAndToken() {
    double perToken = StepArithmetic.flops(model, 8, 16, 32) / (16 * 32);

    assertThat(perToken).isBetween(4 * 10.0e6, 4 * 11.5e6);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void soakReadsMemoryAfterEachTenth() throws IOException, InterruptedException {
    var readings = new ArrayList<Reading>();

    new MemorySoak(model, readings::add).run(20, 40);

    assertThat(readings).hasSize(20);
    assertThat(readings)
        .extracting(Reading::work)
        .startsWith(Work.TRAINING_STEPS, Work.EMBEDDINGS, Work.TRAINING_STEPS)
        .endsWith(Work.EMBEDDINGS);
    assertThat(readings).extracting(Reading::done).startsWith(2, 4, 4, 6).endsWith(36, 40);
    assertThat(readings)
        .allSatisfy(
            reading -> {
              assertThat(reading.heapBytes()).isPositive();
              // The weights alone take 90 MB.
              assertThat(reading.nativeBytes()).isGreaterThan(90_000_000);
              assertThat(reading.floorBytes()).isLessThanOrEqualTo(reading.residentBytes());
            });
  }

  @Test
  void soakNeedsWorkForEachClientAndTenth() {
    var soak = new MemorySoak(model, reading -> {});

    assertThatThrownBy(() -> soak.run(19, 20))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("steps and texts of a soak must be >= 20, were 19, 20");
  }
}
