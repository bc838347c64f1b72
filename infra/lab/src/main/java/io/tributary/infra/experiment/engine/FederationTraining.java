package io.tributary.infra.experiment.engine;

import io.tributary.schemas.adapter.GatedAdapters;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.update.WorkerReport;
import io.tributary.worker.command.WorkerApp;
import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.exchange.FederationTransport;
import io.tributary.worker.slot.WorkerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Runs the clients of one federation to their last round, through any transport, and collects the
 * outcome.
 *
 * @param model shared by all runs
 * @param threads clients that train at once
 * @param clock of the clients
 */
record FederationTraining(FrozenModel model, int threads, Clock clock) {
  /** The time to wait for the last version after the last update was sent. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /**
   * Trains the federation's clients from the first phase to the last.
   *
   * @param phases rows of all clients, for as many equal parts of the rounds; between two, the
   *     clients start again with other rows
   * @param exchanges makes a transport for each phase, which is closed at its end
   * @param progress receives the clients' reports
   */
  FederationOutcome train(
      FederationSpec spec,
      WorkerSettings settings,
      List<List<ClientDataset>> phases,
      Supplier<FederationTransport> exchanges,
      Consumer<WorkerReport> progress)
      throws InterruptedException {
    Path state = temporaryFolder();
    var record = new FederationRecord(spec.clustering(), progress);
    long began = System.nanoTime();
    try {
      Own own = new Own(new TreeMap<>(), new TreeMap<>());
      for (int phase = 1; phase <= phases.size(); phase++) {
        int rounds = settings.rounds().orElse(0) * phase / phases.size();
        own =
            train(
                new WorkerApp.Parts(
                    new RecordingTransport(exchanges.get(), record),
                    spec,
                    settings.withRounds(rounds),
                    phases.get(phase - 1),
                    state,
                    model::embed,
                    model.trainer(),
                    model.losses(),
                    threads,
                    clock),
                record);
      }
      return record.outcome(own.personal(), own.gated(), (System.nanoTime() - began) / 1e9);
    } finally {
      remove(state);
    }
  }

  /** The adapters that the clients would use themselves, by slot. */
  private record Own(
      SortedMap<SlotId, LoraAdapter> personal, SortedMap<SlotId, GatedAdapters> gated) {}

  private static Own train(WorkerApp.Parts parts, FederationRecord record)
      throws InterruptedException {
    try (var app = new WorkerApp(parts)) {
      app.run(() -> {});
      record.await(parts.settings().rounds().orElse(0), PATIENCE);
      return new Own(app.personalAdapters(), app.gatedAdapters());
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("tributary-experiment-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
