package io.tributary.worker.train;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.OptionEmbeddings;
import io.tributary.schemas.model.TextEmbedder;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Trains and embeds for long, two clients at once, and reads this process's memory meanwhile. */
public final class MemorySoak {
  /** Work is read after each of as many equal parts. */
  public static final int PARTS = 10;

  /** What a worker on two cores serves at once. */
  private static final int CLIENTS = 2;

  private static final int BATCH = 8;

  /** A worker keeps one adapter in native memory. */
  private static final TextEmbedder.Settings LIMITS = new TextEmbedder.Settings(64, 32, 1);

  private final BaseModel model;
  private final Consumer<Reading> progress;

  /** What is done for long. */
  public enum Work {
    TRAINING_STEPS,
    EMBEDDINGS
  }

  /**
   * Memory after a part of the work.
   *
   * @param work of which kind
   * @param done how much of it, by all clients together
   * @param residentBytes heap and native memory together
   * @param heapBytes the resident part of the Java heap, garbage included
   * @param arrays in the model's native memory
   */
  public record Reading(Work work, int done, long residentBytes, long heapBytes, int arrays) {
    /** Resident outside of the Java heap. */
    public long nativeBytes() {
      return residentBytes - heapBytes;
    }
  }

  /**
   * @param progress told each reading, in order
   */
  public MemorySoak(BaseModel model, Consumer<Reading> progress) {
    this.model = model;
    this.progress = progress;
  }

  /**
   * Runs {@code steps} training steps of batch 8, then embeds {@code texts} texts.
   *
   * @throws IOException if this system does not tell its memory
   */
  public void run(int steps, int texts) throws IOException, InterruptedException {
    int share = CLIENTS * PARTS;
    if (steps < share || texts < share) {
      throw new IllegalArgumentException(
          "steps and texts of a soak must be >= " + share + ", were " + steps + ", " + texts);
    }
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (var embedder = new TextEmbedder(model, LIMITS)) {
      train(clients, new LocalTrainer(model, new OptionEmbeddings(embedder, 100)), steps / share);
      embed(clients, embedder, texts / share);
    } finally {
      clients.shutdownNow();
    }
  }

  private void train(ExecutorService clients, LocalTrainer trainer, int steps)
      throws IOException, InterruptedException {
    var samples = SyntheticText.samples(64, 5, 60);
    LoraAdapter start = LoraAdapter.initial(layout(), 1);
    for (int part = 1; part <= PARTS; part++) {
      var job = TrainingJob.of(start, samples, steps, BATCH, 1e-4f, part);
      start = each(clients, () -> trainer.train(job).adapter());
      read(Work.TRAINING_STEPS, part * CLIENTS * steps);
    }
  }

  private void embed(ExecutorService clients, TextEmbedder embedder, int texts)
      throws IOException, InterruptedException {
    List<String> batch =
        SyntheticText.samples(texts, 3, 60).stream().map(ChooseSample::text).toList();
    for (int part = 1; part <= PARTS; part++) {
      LoraAdapter adapter = LoraAdapter.initial(layout(), part);
      each(clients, () -> embedder.embed(batch, adapter));
      read(Work.EMBEDDINGS, part * CLIENTS * texts);
    }
  }

  private AdapterLayout layout() {
    return model.layout(8, 16, BaseModel.DEFAULT_TARGETS);
  }

  /** The same work on every client's thread; the last one's result. */
  private static <R> R each(ExecutorService clients, Callable<R> work) throws InterruptedException {
    R result = null;
    for (Future<R> one : clients.invokeAll(java.util.Collections.nCopies(CLIENTS, work))) {
      try {
        result = one.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a client of the soak failed", e.getCause());
      }
    }
    return result;
  }

  private void read(Work work, int done) throws IOException {
    ProcessMemory now = ProcessMemory.now();
    progress.accept(new Reading(work, done, now.residentBytes(), now.heapBytes(), model.arrays()));
  }
}
