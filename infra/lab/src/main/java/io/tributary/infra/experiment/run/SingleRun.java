package io.tributary.infra.experiment.run;

import io.tributary.infra.evaluate.CorpusQuestions;
import io.tributary.infra.evaluate.MajorityTasks;
import io.tributary.infra.experiment.engine.ExperimentEngine;
import io.tributary.infra.experiment.engine.FederationOutcome;
import io.tributary.infra.experiment.engine.FrozenModel;
import io.tributary.infra.experiment.plan.Methods;
import io.tributary.infra.experiment.plan.RunPlan;
import io.tributary.infra.experiment.plan.ServingMode;
import io.tributary.infra.experiment.rows.AnsweredRows;
import io.tributary.infra.experiment.score.DeploymentScore;
import io.tributary.infra.experiment.score.FederationScorer;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.process.CodeVersion;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.update.WorkerReport.Phase;
import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.data.Corpus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes one run of an experiment: trains it and scores the outcome.
 *
 * @param data of the experiment
 * @param model shared by all runs
 * @param engine that trains
 * @param threads clients that train at once, and adapters that are asked
 */
record SingleRun(ExperimentData data, FrozenModel model, ExperimentEngine engine, int threads) {

  /**
   * A run that has ended, with scores or with a failure.
   *
   * @param rows its answers; empty if it failed
   */
  record Ended(RunResult result, Optional<AnsweredRows> rows) {}

  /**
   * Trains and scores a run.
   *
   * @param published runs whenever a client has published an update
   */
  Ended run(RunPlan plan, Runnable published) throws InterruptedException {
    List<Corpus> phases = data.phases(plan);
    Corpus corpus = phases.get(phases.size() - 1);
    var scorer =
        new FederationScorer(
            model,
            CorpusQuestions.of(corpus, plan.settings().instructions(), plan.settings().testRows()),
            CorpusQuestions.ownership(corpus),
            unseen(plan, corpus),
            LocalSamples.of(corpus, plan),
            threads);
    RunResult result =
        plan.method().trains() ? trained(plan, phases, scorer, published) : untrained(plan, scorer);
    return new Ended(
        result, result.failure() == null ? Optional.of(scorer.rows()) : Optional.empty());
  }

  private RunResult untrained(RunPlan plan, FederationScorer scorer) throws InterruptedException {
    long began = System.nanoTime();
    var scores = new TreeMap<>(Map.of(ServingMode.BASE, scorer.base()));
    double seconds = (System.nanoTime() - began) / 1e9;
    return withoutAdapters(plan, null, scores, seconds);
  }

  private RunResult trained(
      RunPlan plan, List<Corpus> phases, FederationScorer scorer, Runnable published)
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
              threads,
              report -> {
                if (report.phase() == Phase.PUBLISHED) {
                  published.run();
                }
              });
    } catch (Failure e) {
      if (!e.code().equals("LOSS_NOT_FINITE")) {
        throw e;
      }
      return withoutAdapters(plan, e.getMessage(), new TreeMap<>(), 0);
    }
    long began = System.nanoTime();
    MajorityTasks majority =
        MajorityTasks.of(outcome.state(), SlotHistograms.of(corpus, outcome, model, plan));
    String initial = data.initialDigest(plan);
    SortedMap<ServingMode, DeploymentScore> scores =
        scorer.score(outcome, majority, initial, Methods.deployments(plan.method()));
    SortedMap<Integer, Double> curve = AccuracyCurve.of(outcome, scorer, majority, initial);
    return new RunResult(
        plan.trainingKey(),
        plan.method().name(),
        plan.settings().values(),
        plan.seed(),
        CodeVersion.text(),
        null,
        scores,
        curve,
        TrainingStability.of(outcome),
        outcome.losses(),
        ClusterQuality.of(outcome.state().clusters().size(), majority),
        outcome.setAside(),
        outcome.bytesUp(),
        outcome.trainSeconds(),
        outcome.wallSeconds(),
        (System.nanoTime() - began) / 1e9,
        null);
  }

  /** Returns the result of a run that made no adapter. */
  private static RunResult withoutAdapters(
      RunPlan plan,
      String failure,
      SortedMap<ServingMode, DeploymentScore> scores,
      double scoreSeconds) {
    return new RunResult(
        plan.trainingKey(),
        plan.method().name(),
        plan.settings().values(),
        plan.seed(),
        CodeVersion.text(),
        failure,
        scores,
        new TreeMap<>(),
        TrainingStability.NONE,
        List.of(),
        ClusterQuality.NONE,
        List.of(),
        0,
        0,
        0,
        scoreSeconds,
        null);
  }

  private static Set<ClientId> unseen(RunPlan plan, Corpus corpus) {
    return corpus.clients().stream()
        .filter(client -> !trained(plan, corpus).contains(client))
        .map(ClientDataset::client)
        .collect(Collectors.toSet());
  }

  private static List<ClientDataset> trained(RunPlan plan, Corpus corpus) {
    Set<Integer> unseen = plan.unseen();
    return IntStream.range(0, corpus.clients().size())
        .filter(i -> !unseen.contains(i))
        .mapToObj(corpus.clients()::get)
        .toList();
  }

  /** Returns how many updates will be published. */
  int updates(RunPlan plan) {
    if (!plan.method().trains()) {
      return 0;
    }
    int named = plan.settings().tasks().size();
    // Reading the whole text for every run would take too long.
    int tasks = named > 0 ? named : data.phases(plan).get(0).tasks().size();
    int clients = plan.settings().clients() - plan.settings().unseen();
    return clients * plan.slots(tasks) * plan.settings().rounds();
  }
}
