package io.tributary.infra.bench.train;

import ai.djl.ndarray.NDArray;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.OptionEmbeddings;
import io.tributary.schemas.model.TextEmbedder;
import io.tributary.schemas.model.graph.GraphScope;
import io.tributary.worker.optimise.AdamW;
import io.tributary.worker.optimise.GradientClip;
import io.tributary.worker.train.FrozenAdapters;
import io.tributary.worker.train.LocalTrainer;
import io.tributary.worker.train.MultipleChoiceSample;
import io.tributary.worker.train.TrainingJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Times a training step of the default layout, and compares it with the machine's arithmetic limit
 * and with plain PyTorch.
 */
public final class TrainStepBenchmark {
  private static final int RANK = 8;
  private static final int REPEATS = 5;
  private static final int MATRIX = 1024;

  private final BaseModel model;
  private final PlainPytorch plain;
  private final Consumer<String> progress;

  /**
   * The measurement at one length of text.
   *
   * @param sequence tokens in each text
   * @param millisPerStep best mean of a few runs
   * @param tokensPerSecond tokens trained per second
   * @param gflops arithmetic of the step in GFLOP/s, as {@link StepArithmetic} counts it
   * @param plainMillisPerStep the same step in plain PyTorch; NaN if there is none to compare with
   * @param ratio this step's time / plain PyTorch's; NaN likewise
   */
  public record Row(
      int sequence,
      double millisPerStep,
      double tokensPerSecond,
      double gflops,
      double plainMillisPerStep,
      double ratio) {}

  /**
   * The measurements at all lengths, in one run.
   *
   * @param batch texts in a step
   * @param threads cores that one operation may use
   * @param limitGflops GFLOP/s of a product of two 1024 x 1024 matrices on this machine
   * @param comparison the version of plain PyTorch, or why the comparison was skipped
   */
  public record Report(
      int batch, int threads, double limitGflops, List<Row> rows, String comparison) {}

  /**
   * Creates a benchmark of this trainer's step beside plain PyTorch's.
   *
   * @param model its {@code threads()} are used by both sides
   * @param python command of the interpreter to compare with
   * @param progress receives a line for each measurement
   */
  public TrainStepBenchmark(BaseModel model, String python, Consumer<String> progress) {
    this.model = model;
    this.plain = new PlainPytorch(python);
    this.progress = progress;
  }

  /** Times {@code steps} steps of {@code batch} texts at each length. */
  public Report run(int batch, int steps, int... sequences) throws InterruptedException {
    double limit = limitGflops();
    progress.accept("arithmetic limit " + Math.round(limit) + " GFLOP/s");
    var rows = new ArrayList<Row>();
    try (var embedder = new TextEmbedder(model, TextEmbedder.Settings.DEFAULT)) {
      var trainer = new LocalTrainer(model, new OptionEmbeddings(embedder, 100));
      for (int sequence : sequences) {
        double millis = millisPerStep(trainer, batch, steps, sequence);
        progress.accept("batch " + batch + " x " + sequence + " tokens: " + millis + " ms/step");
        rows.add(
            new Row(
                sequence,
                millis,
                1e3 * batch * sequence / millis,
                StepArithmetic.flops(model, RANK, batch, sequence) / millis / 1e6,
                Double.NaN,
                Double.NaN));
      }
    }
    PlainPytorch.Outcome outcome = plain.time(model.threads(), batch, steps, sequences);
    return new Report(
        batch, model.threads(), limit, beside(rows, outcome.millisPerStep()), outcome.comment());
  }

  private static List<Row> beside(List<Row> rows, Map<Integer, Double> plainMillis) {
    return rows.stream()
        .map(
            row -> {
              double millis = plainMillis.getOrDefault(row.sequence(), Double.NaN);
              return new Row(
                  row.sequence(),
                  row.millisPerStep(),
                  row.tokensPerSecond(),
                  row.gflops(),
                  millis,
                  row.millisPerStep() / millis);
            })
        .toList();
  }

  private double millisPerStep(LocalTrainer trainer, int batch, int steps, int sequence) {
    LoraAdapter start =
        LoraAdapter.initial(model.layout(RANK, 2 * RANK, BaseModel.DEFAULT_TARGETS), 1);
    // The texts have at least as many tokens as any sequence, so each is cut to exactly that many.
    List<MultipleChoiceSample> samples = SyntheticText.samples(2 * batch, sequence, sequence);
    double best = Double.POSITIVE_INFINITY;
    for (int repeat = 0; repeat <= REPEATS; repeat++) {
      var job =
          new TrainingJob(start, FrozenAdapters.NONE, samples, steps, batch, 0, sequence, repeat);
      var optimiser = new GradientClip(1, new AdamW(start.values().length, 1e-3f, 0));
      double millis = trainer.train(job, optimiser).stepNanos() / 1e6 / steps;
      // The first run warms up and does not count.
      best = repeat == 0 ? best : Math.min(best, millis);
    }
    return best;
  }

  private double limitGflops() {
    double best = 0;
    for (int repeat = 0; repeat <= 2 * REPEATS; repeat++) {
      try (GraphScope scope = model.inference()) {
        float[] values = new float[MATRIX * MATRIX];
        java.util.Arrays.fill(values, 0.5f);
        NDArray left = scope.floats(values, MATRIX, MATRIX);
        NDArray right = scope.floats(values, MATRIX, MATRIX);
        long began = System.nanoTime();
        NDArray product = left.matMul(right);
        double nanos = System.nanoTime() - began;
        best = Math.max(best, 2.0 * MATRIX * MATRIX * MATRIX / nanos);
        product.close();
      }
    }
    return best;
  }
}
