package io.tributary.infra.experiment.engine;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.TaskEmbedding;
import io.tributary.schemas.event.WorkerReport;
import io.tributary.schemas.event.WorkerReport.Phase;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.worker.WorkerApp;
import io.tributary.worker.WorkerSettings;
import io.tributary.worker.data.ClientRows;
import io.tributary.worker.exchange.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Runs the clients of one federation to their last round, whatever exchange they meet it through,
 * and gathers what came of it.
 *
 * @param model shared by all runs
 * @param threads clients that train at once
 */
record Federation(FrozenModel model, int threads) {

  /** The clients' reports, added up; clients speak on several threads. */
  static final class Reports {
    private final Consumer<WorkerReport> next;
    private final SortedMap<Integer, List<Double>> losses = new TreeMap<>();
    private long bytesUp;
    private double trainSeconds;

    Reports(Consumer<WorkerReport> next) {
      this.next = next;
    }

    synchronized void hear(WorkerReport report) {
      if (report.phase() == Phase.PUBLISHED) {
        int round = report.values().get("version").intValue() + 1;
        losses.computeIfAbsent(round, r -> new ArrayList<>()).add(report.values().get("loss"));
        bytesUp += report.values().get("bytes").longValue();
        trainSeconds += report.values().get("seconds");
      }
      next.accept(report);
    }

    private synchronized List<Double> meanLosses() {
      return losses.values().stream()
          .map(round -> round.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
          .toList();
    }
  }

  /**
   * Trains.
   *
   * @param exchange closed at the end
   * @param recorded what the stream publishes; complete once {@code settled} returns
   * @param settled waits until the last version has been heard
   */
  FederationOutcome train(
      FederationSpec spec,
      WorkerSettings settings,
      List<ClientRows> rows,
      Exchange exchange,
      RecordedFederation recorded,
      Reports reports,
      SortedMap<SlotId, TaskEmbedding> slots,
      Settling settled)
      throws InterruptedException {
    Path state = temporaryFolder();
    long began = System.nanoTime();
    try (var app =
        new WorkerApp(
            new WorkerApp.Parts(
                exchange,
                spec,
                settings,
                rows,
                state,
                texts -> model.embed(texts),
                model.trainer(),
                threads,
                Clock.systemUTC()))) {
      app.run(() -> {});
      settled.await();
      SortedMap<SlotId, LoraAdapter> personal = app.personalAdapters();
      return new FederationOutcome(
          recorded.clusterState().orElseThrow(),
          new TreeMap<>(slots),
          adapters(recorded),
          personal,
          reports.meanLosses(),
          recorded.setAside().stream().map(Federation::why).toList(),
          reports.bytesUp,
          reports.trainSeconds,
          (System.nanoTime() - began) / 1e9);
    } finally {
      remove(state);
    }
  }

  /** Returns when nothing more will come. */
  interface Settling {
    void await() throws InterruptedException;
  }

  private static SortedMap<ClusterId, SortedMap<Integer, LoraAdapter>> adapters(
      RecordedFederation recorded) {
    Function<SortedMap<Integer, RecordedFederation.Version>, SortedMap<Integer, LoraAdapter>> of =
        versions -> {
          var adapters = new TreeMap<Integer, LoraAdapter>();
          versions.forEach((number, version) -> adapters.put(number, version.adapter()));
          return adapters;
        };
    var all = new TreeMap<ClusterId, SortedMap<Integer, LoraAdapter>>();
    recorded.versions().forEach((cluster, versions) -> all.put(cluster, of.apply(versions)));
    return all;
  }

  private static String why(LedgerEntry entry) {
    return entry.update() + " " + entry.verdict() + " " + entry.reason() + " " + entry.detail();
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
