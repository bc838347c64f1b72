package io.tributary.infra.experiment.engine;

import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.event.WorkerReport;
import io.tributary.worker.WorkerApp;
import io.tributary.worker.WorkerSettings;
import io.tributary.worker.data.ClientRows;
import io.tributary.worker.exchange.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs the clients of one federation to their last round, whatever exchange they meet it through,
 * and gathers what came of it.
 *
 * @param model shared by all runs
 * @param threads clients that train at once
 */
record Federation(FrozenModel model, int threads) {
  /** For the last version, after the last update was sent. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /**
   * Trains.
   *
   * @param exchange closed at the end
   * @param progress hears the clients' reports
   */
  FederationOutcome train(
      FederationSpec spec,
      WorkerSettings settings,
      List<ClientRows> rows,
      Exchange exchange,
      Consumer<WorkerReport> progress)
      throws InterruptedException {
    Path state = temporaryFolder();
    var record = new FederationRecord(progress);
    long began = System.nanoTime();
    try (var app =
        new WorkerApp(
            new WorkerApp.Parts(
                new OverheardExchange(exchange, record),
                spec,
                settings,
                rows,
                state,
                texts -> model.embed(texts),
                model.trainer(),
                threads,
                Clock.systemUTC()))) {
      app.run(() -> {});
      record.await(settings.rounds(), PATIENCE);
      return record.outcome(app.personalAdapters(), (System.nanoTime() - began) / 1e9);
    } finally {
      remove(state);
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
