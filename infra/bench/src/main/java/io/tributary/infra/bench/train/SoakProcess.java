package io.tributary.infra.bench.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.infra.bench.train.MemorySoak.Reading;
import io.tributary.infra.harness.Scratch;
import io.tributary.infra.local.process.ChildFailedException;
import io.tributary.infra.local.process.ChildListener;
import io.tributary.infra.local.process.RestartPolicy;
import io.tributary.infra.local.process.Supervisor;
import io.tributary.infra.local.process.SupervisorSettings;
import io.tributary.infra.local.setup.Distribution;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Runs the soak as a child process, with the JVM, the flags and the allocator of a local run's
 * worker.
 */
final class SoakProcess implements ChildListener {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The policy without restarts: a soak that died has measured nothing. */
  private static final RestartPolicy ONE_LIFE =
      new RestartPolicy(Duration.ZERO, Duration.ZERO, Duration.ofDays(1), Duration.ofDays(1), 1);

  private final Consumer<String> progress;
  private final List<Reading> readings = new ArrayList<>(); // on the child's thread until the end
  private final CompletableFuture<List<Reading>> end = new CompletableFuture<>();

  /**
   * Prepares a soak; {@link #run} starts its process.
   *
   * @param progress receives every reading
   */
  SoakProcess(Consumer<String> progress) {
    this.progress = progress;
  }

  /** Returns all readings of one soak; throws with the end of the child's log if it died. */
  List<Reading> run(int steps, int texts) throws IOException, InterruptedException {
    try (var scratch = new Scratch();
        var supervisor = Supervisor.open(settings(scratch), this)) {
      supervisor.start(
          Distribution.locate()
              .application("memory-soak", MemorySoakMain.class.getName())
              .withTrainingHeap()
              .withArgs(Integer.toString(steps), Integer.toString(texts)));
      return end.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  private static SupervisorSettings settings(Scratch scratch) throws IOException {
    return new SupervisorSettings(
        scratch.directory("logs"), null, ONE_LIFE, Duration.ofSeconds(10));
  }

  @Override
  public void event(String child, JsonNode line) {
    try {
      Reading reading = reading(line);
      readings.add(reading);
      progress.accept(text(reading));
    } catch (JsonProcessingException e) {
      end.completeExceptionally(e);
    }
  }

  static Reading reading(JsonNode line) throws JsonProcessingException {
    return JSON.treeToValue(line, Reading.class);
  }

  static String text(Reading reading) {
    return String.format(
        Locale.ROOT,
        "%,d %s: %d MiB resident = %d heap + %d native; floor %d MiB; %d arrays",
        reading.done(),
        reading.work().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        reading.residentBytes() >> 20,
        reading.heapBytes() >> 20,
        reading.nativeBytes() >> 20,
        reading.floorBytes() >> 20,
        reading.arrays());
  }

  @Override
  public void finished(String child) {
    end.complete(List.copyOf(readings));
  }

  @Override
  public void gaveUp(String child, ChildFailedException failure) {
    end.completeExceptionally(failure);
  }
}
