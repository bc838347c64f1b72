package io.tributary.infra.bench.train;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.OptionEmbeddings;
import io.tributary.schemas.model.TextEmbedder;
import io.tributary.worker.optimise.AdamW;
import io.tributary.worker.train.LocalTrainer;
import io.tributary.worker.train.MultipleChoiceSample;
import io.tributary.worker.train.TrainingJob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Trains and embeds for a long time with two clients at once, and reads this process's memory
 * meanwhile.
 */
public final class MemorySoak {
  /** The work is divided into tenths, with one reading for each. */
  private static final int TENTHS = 10;

  /**
   * The largest number of samples within a tenth: what the allocator holds in reserve depends on
   * which client finished last.
   */
  private static final int MOST_SAMPLES = 5;

  /** The number of clients that a worker on two cores serves at once. */
  private static final int CLIENTS = 2;

  private static final int BATCH = 8;

  /** The limits of a worker, which keeps one adapter in native memory. */
  private static final TextEmbedder.Settings LIMITS = new TextEmbedder.Settings(64, 32, 1);

  private final BaseModel model;
  private final Consumer<Reading> progress;

  /** The kinds of work whose memory is measured. */
  public enum Work {
    TRAINING_STEPS,
    EMBEDDINGS
  }

  /**
   * Memory during a tenth of the work, sampled while the clients rest.
   *
   * @param work kind of work
   * @param done steps or texts so far, by all clients together
   * @param residentBytes heap and native memory together, the highest sample
   * @param floorBytes the lowest sample of the same, which a leak raises, too
   * @param heapBytes the Java heap's part of the highest sample, garbage included
   * @param arrays arrays in the model's native memory at the end
   */
  public record Reading(
      Work work, int done, long residentBytes, long floorBytes, long heapBytes, int arrays) {
    /** Returns the resident memory outside of the Java heap, in the highest sample. */
    public long nativeBytes() {
      return residentBytes - heapBytes;
    }
  }

  /**
   * Creates a soak test of the given model.
   *
   * @param progress receives each reading, in order
   */
  public MemorySoak(BaseModel model, Consumer<Reading> progress) {
    this.model = model;
    this.progress = progress;
  }

  /**
   * Runs {@code steps} training steps of batch 8 and embeds {@code texts} texts. The first tenth of
   * both comes first, as warm-up; then follow the other steps, then the other texts.
   *
   * @throws IOException if the system does not report the memory of a process
   */
  public void run(int steps, int texts) throws IOException, InterruptedException {
    int least = CLIENTS * TENTHS;
    if (steps < least || texts < least) {
      throw new IllegalArgumentException(
          "steps and texts of a soak must be >= " + least + ", were " + steps + ", " + texts);
    }
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (var embedder = new TextEmbedder(model, LIMITS)) {
      Share training = training(embedder, steps / least);
      Share embedding = embedding(embedder, texts / least);
      repeat(clients, training, 1, 1);
      repeat(clients, embedding, 1, 1);
      repeat(clients, training, 2, TENTHS);
      repeat(clients, embedding, 2, TENTHS);
    } finally {
      clients.shutdownNow();
    }
  }

  /** One client's share of a tenth, cut into {@code samples} parts of {@code size} each. */
  private record Share(Work work, int samples, int size, IntConsumer part) {}

  private Share training(TextEmbedder embedder, int steps) {
    var trainer = new LocalTrainer(model, new OptionEmbeddings(embedder, 100));
    var texts = SyntheticText.samples(64, 5, 60);
    LoraAdapter start = LoraAdapter.initial(layout(), 1);
    int samples = Math.min(MOST_SAMPLES, steps);
    int size = steps / samples;
    return new Share(
        Work.TRAINING_STEPS,
        samples,
        size,
        seed ->
            trainer.train(
                TrainingJob.of(start, texts, size, BATCH, seed),
                new AdamW(start.values().length, 1e-4f, 0)));
  }

  private Share embedding(TextEmbedder embedder, int texts) {
    int samples = Math.min(MOST_SAMPLES, texts);
    int size = texts / samples;
    List<String> batch =
        SyntheticText.samples(size, 3, 60).stream().map(MultipleChoiceSample::text).toList();
    return new Share(
        Work.EMBEDDINGS,
        samples,
        size,
        seed -> embedder.embed(batch, LoraAdapter.initial(layout(), seed)));
  }

  private AdapterLayout layout() {
    return model.layout(8, 16, BaseModel.DEFAULT_TARGETS);
  }

  private void repeat(ExecutorService clients, Share share, int from, int to)
      throws IOException, InterruptedException {
    for (int tenth = from; tenth <= to; tenth++) {
      var samples = new ArrayList<ProcessMemory>();
      for (int sample = 0; sample < share.samples(); sample++) {
        int seed = tenth * MOST_SAMPLES + sample;
        // All clients use the same seed: they share the cached adapter, as clients of one cluster
        // do.
        Callable<Object> part = Executors.callable(() -> share.part().accept(seed));
        for (Future<Object> one : clients.invokeAll(Collections.nCopies(CLIENTS, part))) {
          await(one);
        }
        samples.add(ProcessMemory.now());
      }
      int done = tenth * CLIENTS * share.samples() * share.size();
      progress.accept(reading(share.work(), done, samples));
    }
  }

  private Reading reading(Work work, int done, List<ProcessMemory> samples) {
    var byBytes = Comparator.comparingLong(ProcessMemory::residentBytes);
    ProcessMemory highest = Collections.max(samples, byBytes);
    return new Reading(
        work,
        done,
        highest.residentBytes(),
        Collections.min(samples, byBytes).residentBytes(),
        highest.heapBytes(),
        model.arrays());
  }

  private static void await(Future<?> share) throws InterruptedException {
    try {
      share.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a client of the soak failed", e.getCause());
    }
  }
}
