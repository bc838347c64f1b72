package io.tributary.infra.sim;

import io.tributary.infra.progress.Progress;
import io.tributary.infra.progress.ProgressBar;
import io.tributary.infra.sim.SimulationOutcome.SeedFailure;
import io.tributary.infra.sim.scenario.ScenarioDraw;
import io.tributary.infra.sim.scenario.SimulationOptions;
import io.tributary.infra.sim.scenario.SimulationScenario;
import io.tributary.infra.sim.task.KafkaGuarantees;
import io.tributary.schemas.event.RejectReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Runs consecutive seeds, several at a time. After the first that breaks an invariant no more are
 * begun.
 *
 * @param firstSeed of consecutive ones
 * @param seeds number of seeds
 * @param threads that run them
 * @param choices options that seeds do not determine
 * @param trace receives every event; null for none
 */
public record SimulationRun(
    long firstSeed, int seeds, int threads, SimulationOptions choices, Consumer<String> trace) {

  /** The sums over the seeds so far; for several threads. */
  private static final class Sum {
    private final SortedMap<Long, Long> digests = new TreeMap<>();
    private final Map<RejectReason, Long> quarantined = new EnumMap<>(RejectReason.class);
    private final SortedMap<Long, SeedFailure> failures = new TreeMap<>();
    private SeedCounts counts = SeedCounts.NONE;
    private int next;

    /** Returns the number of the next seed, or -1 if there is to be none. */
    synchronized int take(int seeds) {
      return next < seeds && failures.isEmpty() ? next++ : -1;
    }

    synchronized int add(SimulationScenario scenario, SeedReport report) {
      counts = counts.plus(report.counts());
      digests.put(report.seed(), report.digest());
      report.quarantined().forEach((reason, many) -> quarantined.merge(reason, many, Long::sum));
      if (report.failure() != null) {
        failures.put(
            report.seed(), new SeedFailure(report.seed(), scenario.text(), report.failure()));
      }
      return digests.size();
    }

    synchronized SimulationOutcome outcome(double seconds) {
      long digest = 0;
      for (long one : digests.values()) {
        digest = digest * 31 + one;
      }
      return new SimulationOutcome(
          digests.size(),
          seconds,
          counts.events() / seconds,
          counts,
          quarantined,
          "%016x".formatted(digest),
          List.copyOf(failures.values()));
    }
  }

  /** Runs the seeds, and shows the progress. */
  public SimulationOutcome run(Progress progress) throws InterruptedException {
    var sum = new Sum();
    long start = System.nanoTime();
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      var running = new ArrayList<Future<Void>>();
      for (int worker = 0; worker < threads; worker++) {
        running.add(workers.submit(work(sum, progress)));
      }
      for (Future<Void> worker : running) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the simulation itself is broken: " + e.getCause(), e);
    } finally {
      workers.shutdownNow();
    }
    return sum.outcome((System.nanoTime() - start) / 1e9);
  }

  private Callable<Void> work(Sum sum, Progress progress) {
    return () -> {
      for (int i = sum.take(seeds); i >= 0; i = sum.take(seeds)) {
        SimulationScenario scenario = ScenarioDraw.of(firstSeed + i, choices);
        SeedReport report = run(scenario);
        progress.bar(new ProgressBar("seeds", sum.add(scenario, report), seeds, ""));
      }
      return null;
    };
  }

  private SeedReport run(SimulationScenario scenario) {
    try {
      return Simulation.report(scenario, KafkaGuarantees.KEPT, true, trace);
    } catch (RuntimeException e) {
      throw new IllegalStateException("under seed " + scenario.seed() + ": " + e, e);
    }
  }
}
