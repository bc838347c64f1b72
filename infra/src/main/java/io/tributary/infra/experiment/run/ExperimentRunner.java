package io.tributary.infra.experiment.run;

import io.tributary.infra.cli.progress.Bar;
import io.tributary.infra.cli.progress.Progress;
import io.tributary.infra.evaluate.CorpusQuestions;
import io.tributary.infra.evaluate.MajorityTasks;
import io.tributary.infra.experiment.engine.Engine;
import io.tributary.infra.experiment.engine.FederationOutcome;
import io.tributary.infra.experiment.engine.FrozenModel;
import io.tributary.infra.experiment.plan.Deployment;
import io.tributary.infra.experiment.plan.Experiment;
import io.tributary.infra.experiment.plan.Methods;
import io.tributary.infra.experiment.plan.Picks;
import io.tributary.infra.experiment.plan.RunPlan;
import io.tributary.infra.experiment.plan.Tuning;
import io.tributary.infra.experiment.score.Score;
import io.tributary.infra.experiment.score.Scorer;
import io.tributary.schemas.event.WorkerReport;
import io.tributary.schemas.event.WorkerReport.Phase;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.settings.Failure;
import io.tributary.worker.data.ClientRows;
import io.tributary.worker.data.Corpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs what an experiment still lacks, one training after the other. */
public final class ExperimentRunner {
  private final Experiment experiment;
  private final RunDirectory directory;
  private final ExperimentData data;
  private final FrozenModel model;
  private final Engine engine;
  private final int threads;
  private final Progress progress;

  /**
   * How it went.
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
      Engine engine,
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

  /** Trains and scores all that has no result yet: what is tuned first, then the tables. */
  public Summary run() throws InterruptedException {
    var failed = new ArrayList<String>();
    Map<String, RunPlan> tuning = experiment.tuning().map(Tuning::trainings).orElse(Map.of());
    int kept = run("tuning runs", tuning, failed);
    Picks picks = GridSearch.picks(GridSearch.all(experiment, directory::result));
    picks.picks().forEach(pick -> progress.line("picked " + pick));
    Map<String, RunPlan> trainings = experiment.trainings(picks);
    kept += run("runs", trainings, failed);
    return new Summary(tuning.size() + trainings.size() - kept, kept, failed);
  }

  /** Those that were there before. */
  private int run(String what, Map<String, RunPlan> trainings, List<String> failed)
      throws InterruptedException {
    int done = 0;
    int kept = 0;
    for (Map.Entry<String, RunPlan> training : trainings.entrySet()) {
      RunResult result = directory.result(training.getKey()).orElse(null);
      if (result == null) {
        result = run(training.getKey(), training.getValue());
        directory.write(result);
      } else {
        kept++;
      }
      String name = experiment.name(training.getValue());
      if (result.failure() != null) {
        failed.add(name + ": " + result.failure());
      }
      done++;
      progress.bar(new Bar(what, done, trainings.size(), name));
    }
    return kept;
  }

  private static Set<ClientId> unseen(RunPlan plan, Corpus corpus) {
    return corpus.clients().stream()
        .filter(client -> !trained(plan, corpus).contains(client))
        .map(ClientRows::client)
        .collect(Collectors.toSet());
  }

  private static List<ClientRows> trained(RunPlan plan, Corpus corpus) {
    Set<Integer> unseen = plan.unseen();
    return IntStream.range(0, corpus.clients().size())
        .filter(i -> !unseen.contains(i))
        .mapToObj(corpus.clients()::get)
        .toList();
  }

  private RunResult run(String key, RunPlan plan) throws InterruptedException {
    List<Corpus> phases = data.phases(plan);
    Corpus corpus = phases.get(phases.size() - 1);
    var scorer =
        new Scorer(
            model,
            CorpusQuestions.of(corpus, plan.settings().instructions(), plan.settings().testRows()),
            CorpusQuestions.ownership(corpus),
            unseen(plan, corpus),
            OwnTexts.of(corpus, plan),
            threads);
    return plan.method().trains()
        ? trained(key, plan, phases, scorer)
        : untrained(key, plan, scorer);
  }

  private RunResult untrained(String key, RunPlan plan, Scorer scorer) throws InterruptedException {
    long began = System.nanoTime();
    var scores = new TreeMap<>(Map.of(Deployment.BASE, scorer.base()));
    double seconds = (System.nanoTime() - began) / 1e9;
    return withoutAdapters(key, plan, null, scores, seconds);
  }

  private RunResult trained(String key, RunPlan plan, List<Corpus> phases, Scorer scorer)
      throws InterruptedException {
    Corpus corpus = phases.get(phases.size() - 1);
    int tasks = corpus.tasks().size();
    FederationOutcome outcome;
    try {
      outcome =
          engine.train(
              plan,
              phases.stream().map(phase -> trained(plan, phase)).toList(),
              tasks,
              bar(plan, corpus, tasks));
    } catch (Failure e) {
      if (!e.code().equals("LOSS_NOT_FINITE")) {
        throw e;
      }
      progress.warn(experiment.name(plan) + " failed: " + e.getMessage());
      return withoutAdapters(key, plan, e.getMessage(), new TreeMap<>(), 0);
    }
    long began = System.nanoTime();
    MajorityTasks majority =
        MajorityTasks.of(outcome.state(), SlotHistograms.of(corpus, outcome, model, plan));
    String initial = data.initialDigest(plan);
    SortedMap<Deployment, Score> scores =
        scorer.score(outcome, majority, initial, Methods.deployments(plan.method()));
    SortedMap<Integer, Double> curve = Curve.of(outcome, scorer, majority, initial);
    return new RunResult(
        key,
        plan.method().name(),
        plan.settings().values(),
        plan.seed(),
        null,
        scores,
        curve,
        Stability.of(outcome),
        outcome.losses(),
        ClusterQuality.of(outcome.state().clusters().size(), majority),
        outcome.setAside(),
        outcome.bytesUp(),
        outcome.trainSeconds(),
        outcome.wallSeconds(),
        (System.nanoTime() - began) / 1e9);
  }

  /** Of a run that made no adapter. */
  private static RunResult withoutAdapters(
      String key,
      RunPlan plan,
      String failure,
      SortedMap<Deployment, Score> scores,
      double scoreSeconds) {
    return new RunResult(
        key,
        plan.method().name(),
        plan.settings().values(),
        plan.seed(),
        failure,
        scores,
        new TreeMap<>(),
        Stability.NONE,
        List.of(),
        ClusterQuality.NONE,
        List.of(),
        0,
        0,
        0,
        scoreSeconds);
  }

  private Consumer<WorkerReport> bar(RunPlan plan, Corpus corpus, int tasks) {
    int slots = trained(plan, corpus).size() * plan.slots(tasks);
    int total = slots * plan.settings().rounds();
    var published = new AtomicInteger();
    return report -> {
      if (report.phase() == Phase.PUBLISHED) {
        progress.bar(
            new Bar("updates of " + experiment.name(plan), published.incrementAndGet(), total, ""));
      }
    };
  }
}
