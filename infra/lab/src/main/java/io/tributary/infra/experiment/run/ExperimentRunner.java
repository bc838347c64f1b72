package io.tributary.infra.experiment.run;

import io.tributary.infra.experiment.engine.ExperimentEngine;
import io.tributary.infra.experiment.engine.FrozenModel;
import io.tributary.infra.experiment.plan.Experiment;
import io.tributary.infra.experiment.plan.RunPlan;
import io.tributary.infra.experiment.plan.TunedValues;
import io.tributary.infra.experiment.plan.TuningPlan;
import io.tributary.infra.progress.Progress;
import io.tributary.infra.progress.ProgressBar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs what an experiment still lacks. Where the engine permits it, as many runs as there are
 * threads proceed side by side with one thread each: the clients of one run wait for each other at
 * the end of every round, different runs never do.
 */
public final class ExperimentRunner {
  private final Experiment experiment;
  private final RunDirectory directory;
  private final ExperimentData data;
  private final FrozenModel model;
  private final ExperimentEngine engine;
  private final int threads;
  private final Progress progress;

  /**
   * The number of runs that were trained, with the failed ones.
   *
   * @param trained runs that were trained now
   * @param kept runs that were there before
   * @param failed runs that have no scores, now or before, with the reasons
   */
  public record Summary(int trained, int kept, List<String> failed) {
    public Summary {
      failed = List.copyOf(failed);
    }
  }

  public ExperimentRunner(
      Experiment experiment,
      RunDirectory directory,
      ExperimentData data,
      FrozenModel model,
      ExperimentEngine engine,
      int threads,
      Progress progress) {
    this.experiment = experiment;
    this.directory = directory;
    this.data = data;
    this.model = model;
    this.engine = engine;
    this.threads = threads;
    this.progress = progress;
  }

  /** Trains and scores everything that has no result yet: tuning first, then the tables. */
  public Summary run() throws InterruptedException {
    var failed = new ArrayList<String>();
    Map<String, RunPlan> tuning = experiment.tuning().map(TuningPlan::trainings).orElse(Map.of());
    int kept = run("tuning", tuning, failed);
    TunedValues picks = GridSearch.picks(GridSearch.all(experiment, directory::result));
    picks.picks().forEach(pick -> progress.line("picked " + pick));
    Map<String, RunPlan> trainings = experiment.trainings(picks);
    kept += run("tables", trainings, failed);
    return new Summary(tuning.size() + trainings.size() - kept, kept, failed);
  }

  /** Runs what is missing and returns how many runs were there before. */
  private int run(String what, Map<String, RunPlan> trainings, List<String> failed)
      throws InterruptedException {
    List<RunPlan> missing = new ArrayList<>();
    trainings.forEach(
        (key, plan) ->
            directory
                .result(key)
                .ifPresentOrElse(result -> tell(plan, result, failed), () -> missing.add(plan)));
    int kept = trainings.size() - missing.size();
    int atOnce = engine.trainsSideBySide() ? Math.min(threads, Math.max(1, missing.size())) : 1;
    var single = new SingleRun(data, model, engine, Math.max(1, threads / atOnce));
    int updates = missing.stream().mapToInt(single::updates).sum();
    var published = new AtomicInteger();
    Runnable bar =
        () ->
            progress.bar(
                new ProgressBar(what + ": updates", published.incrementAndGet(), updates, ""));
    ExecutorService pool = Executors.newFixedThreadPool(atOnce);
    try {
      List<Future<RunResult>> pending = new ArrayList<>();
      for (RunPlan plan : missing) {
        pending.add(pool.submit(() -> run(single, plan, bar)));
      }
      for (int i = 0; i < missing.size(); i++) {
        tell(missing.get(i), pending.get(i).get(), failed);
        progress.bar(
            new ProgressBar(
                what + ": runs", kept + i + 1, trainings.size(), experiment.name(missing.get(i))));
      }
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } finally {
      pool.shutdownNow();
    }
    return kept;
  }

  private RunResult run(SingleRun single, RunPlan plan, Runnable published)
      throws InterruptedException {
    SingleRun.Ended ended = single.run(plan, published);
    RunResult result = ended.result();
    ended
        .rows()
        .ifPresentOrElse(rows -> directory.write(result, rows), () -> directory.write(result));
    if (result.failure() != null) {
      progress.line(experiment.name(plan) + " failed: " + result.failure());
    }
    return result;
  }

  private void tell(RunPlan plan, RunResult result, List<String> failed) {
    if (result.failure() != null) {
      failed.add(experiment.name(plan) + ": " + result.failure());
    }
  }

  private static RuntimeException rethrown(Throwable cause) throws InterruptedException {
    if (cause instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    // Runs throw no other checked exceptions.
    return (RuntimeException) cause;
  }
}
