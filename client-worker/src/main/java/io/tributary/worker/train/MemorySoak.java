package io.tributary.worker.train;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.OptionEmbeddings;
import io.tributary.schemas.model.TextEmbedder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Trains and embeds for long and watches the resident memory of this process. */
public final class MemorySoak {
  private static final int PARTS = 10;
  private static final int BATCH = 8;

  private final BaseModel model;
  private final Consumer<String> progress;

  /**
   * Memory after a part of the work.
   *
   * @param work {@code train steps} or {@code embeddings}
   * @param done how many, from the start of that work
   * @param residentBytes -1 where the system does not tell
   */
  public record Reading(String work, int done, long residentBytes) {}

  /**
   * All readings in order.
   *
   * @param trainGrowthBytes from the first tenth of the steps (warm-up) to the last reading of them
   * @param embedGrowthBytes likewise for embeddings
   * @param peakBytes highest reading
   */
  public record Report(
      List<Reading> readings, long trainGrowthBytes, long embedGrowthBytes, long peakBytes) {}

  public MemorySoak(BaseModel model, Consumer<String> progress) {
    this.model = model;
    this.progress = progress;
  }

  /** Runs {@code steps} training steps of batch 8, then embeds {@code texts} texts. */
  public Report run(int steps, int texts) throws IOException {
    if (steps < PARTS || texts < PARTS) {
      throw new IllegalArgumentException(
          "steps and texts of a soak must be >= " + PARTS + ", were " + steps + ", " + texts);
    }
    var readings = new ArrayList<Reading>();
    try (var embedder = new TextEmbedder(model, TextEmbedder.Settings.DEFAULT)) {
      train(new LocalTrainer(model, new OptionEmbeddings(embedder, 100)), steps, readings);
      embed(embedder, texts, readings);
    }
    long peak = readings.stream().mapToLong(Reading::residentBytes).max().orElse(-1);
    return new Report(
        List.copyOf(readings),
        growth(readings.subList(0, PARTS)),
        growth(readings.subList(PARTS, 2 * PARTS)),
        peak);
  }

  private void train(LocalTrainer trainer, int steps, List<Reading> readings) throws IOException {
    var samples = SyntheticText.samples(64, 5, 60);
    var layout = model.layout(8, 16, BaseModel.DEFAULT_TARGETS);
    LoraAdapter adapter = LoraAdapter.initial(layout, 1);
    for (int part = 1; part <= PARTS; part++) {
      var job = TrainingJob.of(adapter, samples, steps / PARTS, BATCH, 1e-4f, part);
      adapter = trainer.train(job).adapter();
      read("train steps", part * (steps / PARTS), readings);
    }
  }

  private void embed(TextEmbedder embedder, int texts, List<Reading> readings) throws IOException {
    var layout = model.layout(8, 16, BaseModel.DEFAULT_TARGETS);
    for (int part = 1; part <= PARTS; part++) {
      LoraAdapter adapter = LoraAdapter.initial(layout, part);
      List<String> batch =
          SyntheticText.samples(texts / PARTS, 3, 60).stream().map(ChooseSample::text).toList();
      embedder.embed(batch, adapter);
      read("embeddings", part * (texts / PARTS), readings);
    }
  }

  private void read(String work, int done, List<Reading> readings) throws IOException {
    long bytes = ResidentMemory.bytes().orElse(-1);
    readings.add(new Reading(work, done, bytes));
    progress.accept(done + " " + work + ": " + (bytes >> 20) + " MiB resident");
  }

  private static long growth(List<Reading> readings) {
    return readings.get(readings.size() - 1).residentBytes() - readings.get(0).residentBytes();
  }
}
