package io.tributary.infra.local;

import io.tributary.infra.local.options.LocalRunChoices;
import io.tributary.infra.local.options.LocalRunOptions;
import io.tributary.infra.local.process.ChildTroubles;
import io.tributary.infra.local.process.Supervisor;
import io.tributary.infra.local.process.SupervisorSettings;
import io.tributary.infra.local.result.LocalResults;
import io.tributary.infra.local.result.LocalRunOutcome;
import io.tributary.infra.local.result.LocalRunStages;
import io.tributary.infra.local.setup.Distribution;
import io.tributary.infra.local.state.LocalRunLock;
import io.tributary.infra.local.state.LocalRunMarker;
import io.tributary.infra.progress.Progress;
import io.tributary.infra.report.RunResults;
import io.tributary.schemas.natives.NativeFolder;
import io.tributary.schemas.process.ShutdownHook;
import io.tributary.worker.cluster.LocalClustering;
import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.data.Corpus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Runs a whole federation on one machine, from its creation to the final table. */
public final class LocalRun {
  private final LocalRunOptions options;
  private final String mainClass;
  private final Progress progress;
  private final Instant begun = Instant.now();
  private final LocalRunStages stages = new LocalRunStages(System::nanoTime);

  /**
   * Prepares a run; nothing is started yet.
   *
   * @param mainClass of the command line: the applications are its commands
   * @param progress shown to people during the run
   */
  public LocalRun(LocalRunOptions options, String mainClass, Progress progress) {
    this.options = options;
    this.mainClass = mainClass;
    this.progress = progress;
  }

  /**
   * Trains, evaluates, writes {@code results.json} and {@code report.html}.
   *
   * @param finished receives the outcome once, before the processes are stopped
   * @throws io.tributary.schemas.settings.Failure with its exit code, for everything foreseeable
   */
  public void run(Consumer<LocalRunOutcome> finished) throws InterruptedException, IOException {
    options.validate();
    Corpus corpus = Corpus.load(options.corpus());
    for (ClientDataset client : corpus.clients()) {
      LocalClustering.requireRows(
          options.training.slots, client.client().value(), client.train().size());
    }
    try (LocalRunLock lock = LocalRunLock.take(options.stateDir())) {
      boolean continues = LocalRunMarker.check(lock.stateDir(), choices());
      NativeFolder.prefer(System.getenv(), lock.stateDir().resolve(NativeFolder.NAME));
      progress.line((continues ? "continuing in " : "state in ") + lock.stateDir());
      corpus.notes().forEach(progress::warn);
      LocalResults.warnings(options).forEach(progress::warn);
      var farewell = ShutdownHook.run("farewell", () -> sayFarewell(lock.stateDir()));
      try {
        supervised(corpus, finished);
      } finally {
        farewell.cancel();
      }
    }
  }

  private SortedMap<String, String> choices() {
    return LocalRunChoices.of(options, LocalRunMarker.begun(options.stateDir()));
  }

  /** Prints how to continue a run that a signal ends early. */
  private void sayFarewell(Path stateDir) {
    progress.finish();
    progress.line("stopping all processes; the same command continues from " + stateDir);
  }

  private void supervised(Corpus corpus, Consumer<LocalRunOutcome> finished)
      throws InterruptedException {
    Distribution dist = Distribution.locate();
    ChildTroubles troubles = new ChildTroubles(progress);
    SupervisorSettings settings =
        SupervisorSettings.of(options.stateDir().resolve("logs"), dist.archiveDir());
    try (Supervisor supervisor = Supervisor.open(settings, troubles);
        LocalServices services = LocalServices.start(options, supervisor, dist)) {
      LocalRunTools tools =
          new LocalRunTools(
              options, mainClass, corpus, services, dist, supervisor, troubles, stages, progress);
      try (LocalFederations federations = LocalFederations.open(tools, begun)) {
        LocalRunMarker.write(options.stateDir(), choices());
        RunResults results = federations.learn().at(stages);
        // Results are written before anything is drawn, so that no failing picture loses them.
        LocalRunOutcome.keep(options, results, progress);
        String invitation = options.keepRunning ? federations.invitation() : "";
        RunResults drawn = results.with(federations.picture());
        finished.accept(LocalRunOutcome.write(options, drawn, invitation, progress));
        if (options.keepRunning) {
          troubles.sayAtOnce();
          // Ctrl-C ends the wait: the supervisor's hook then stops all children.
          new CountDownLatch(1).await();
        }
      }
    }
  }
}
