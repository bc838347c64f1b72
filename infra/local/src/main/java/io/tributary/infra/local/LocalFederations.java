package io.tributary.infra.local;

import io.tributary.infra.evaluate.BaselineEvaluation;
import io.tributary.infra.evaluate.CorpusQuestions;
import io.tributary.infra.evaluate.Evaluation;
import io.tributary.infra.evaluate.EvaluationRounds;
import io.tributary.infra.evaluate.MajorityTasks;
import io.tributary.infra.evaluate.RoundTestRows;
import io.tributary.infra.evaluate.TaskOwnership;
import io.tributary.infra.evaluate.router.LabelledQuestion;
import io.tributary.infra.evaluate.router.RouterClient;
import io.tributary.infra.evaluate.router.RouterReadiness;
import io.tributary.infra.local.options.Baseline;
import io.tributary.infra.local.options.LocalRunOptions;
import io.tributary.infra.local.result.LocalResults;
import io.tributary.infra.local.result.LocalRunOutcome;
import io.tributary.infra.local.result.LocalRunStages.Stage;
import io.tributary.infra.local.result.RoundAccuracies;
import io.tributary.infra.local.result.RoundEvaluator;
import io.tributary.infra.local.result.SlotTasks;
import io.tributary.infra.local.result.TaskPicture;
import io.tributary.infra.local.result.WorkerMemory;
import io.tributary.infra.local.watch.FederationView;
import io.tributary.infra.local.watch.TrainingIntervals;
import io.tributary.infra.local.watch.TrainingIntervals.Interval;
import io.tributary.infra.report.RunResults.Method;
import io.tributary.infra.report.RunResults.TaskMap;
import io.tributary.schemas.event.ClusterState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Trains FedRouter and the baselines that it is compared with, one after the other. */
final class LocalFederations implements AutoCloseable {
  /**
   * The number of questions after each round: some 3 % of the arithmetic of a round of eight slots.
   */
  private static final int ROUND_QUESTIONS = 60;

  private static final int MEASURED_ROUNDS = 25;
  private static final Duration RESTORE = Duration.ofMinutes(2);

  private final LocalRunTools tools;
  private final Instant begun;
  private final List<LabelledQuestion> questions;
  private final List<LabelledQuestion> roundSample;
  private final TaskOwnership ownership;
  private final FederationSession fedRouter;
  private final SortedMap<String, Long> peaks = new TreeMap<>();
  private final List<Interval> training = new ArrayList<>();

  private LocalFederations(LocalRunTools tools, Instant begun) {
    this.tools = tools;
    this.begun = begun;
    this.questions =
        CorpusQuestions.of(
            tools.corpus(), !tools.options().data.noInstructions, tools.options().testRows);
    this.ownership = CorpusQuestions.ownership(tools.corpus());
    this.roundSample = RoundTestRows.of(questions, ROUND_QUESTIONS);
    this.fedRouter = FederationSession.open(tools, FederationPlan.fedRouter(tools.options()));
  }

  static LocalFederations open(LocalRunTools tools, Instant begun) {
    return new LocalFederations(tools, begun);
  }

  /** Trains and scores all federations. */
  LocalResults learn() throws InterruptedException {
    RoundAccuracies accuracies =
        new RoundAccuracies(
            tools
                .options()
                .stateDir()
                .resolve("round-accuracy-%d.json".formatted(roundSample.size())));
    RouterClient router = trainFedRouter(accuracies);
    tools.stages().enter(Stage.EVALUATE);
    FederationView view = fedRouter.view();
    ClusterState state = view.state().orElseThrow();
    MajorityTasks tasks = MajorityTasks.of(state, SlotTasks.of(tools.corpus(), memory()));
    tools.progress().line("asking %d test rows".formatted(questions.size()));
    Evaluation.Scores scores =
        new Evaluation(questions, ownership, state, tasks, view.newest()).score(router);
    fedRouter.notePeaks(peaks);
    if (!tools.options().compare.isEmpty() && !tools.options().keepRunning) {
      // FedRouter is scored: no baseline needs its router and aggregator, nor their memory.
      fedRouter.stopChildren();
    }
    List<Method> baselines = new ArrayList<>();
    for (Baseline baseline : tools.options().compare) {
      baselines.add(compare(baseline));
    }
    return new LocalResults(
        tools.options(),
        tools.clients(),
        begun,
        view,
        fedRouter.traffic(),
        tasks,
        scores,
        baselines,
        accuracies.all(),
        peaks,
        tools.supervisor().memory().peakBytes(),
        TrainingIntervals.union(training, begun, Instant.now()),
        settings());
  }

  /** Returns the picture of the tasks; empty, with a warning, if it cannot be drawn. */
  TaskMap picture() {
    return TaskPicture.orNone(
        () -> TaskPicture.of(fedRouter.view(), tools.corpus(), memory()), tools.progress());
  }

  private RouterClient trainFedRouter(RoundAccuracies accuracies) throws InterruptedException {
    URI url = fedRouter.routerUrl();
    RouterClient router = new RouterClient(url);
    RoundEvaluator rounds =
        new RoundEvaluator(
            router,
            versions -> RouterReadiness.await(url, versions, RESTORE),
            roundSample,
            measuredRounds(),
            accuracies,
            tools.options().kafka.retainedVersions);
    fedRouter.train(round -> rounds.completed(round, fedRouter.view()));
    rounds.finish();
    finish(fedRouter);
    RouterReadiness.await(url, fedRouter.view().newest().values(), RESTORE);
    return router;
  }

  private EvaluationRounds measuredRounds() {
    return new EvaluationRounds(tools.options().rounds, MEASURED_ROUNDS);
  }

  private SortedMap<String, String> settings() {
    SortedMap<String, String> settings =
        LocalResults.settings(tools.options(), tools.services().model().id());
    settings.put(
        "accuracy per round",
        "%d of %d test rows after %s, all after the last"
            .formatted(roundSample.size(), questions.size(), measuredRounds()));
    return settings;
  }

  private Method compare(Baseline baseline) throws InterruptedException {
    FederationPlan plan =
        FederationPlan.baseline(baseline, tools.options(), fedRouter.view(), tools.ownClients());
    tools.stages().enter(Stage.LEARN);
    try (FederationSession session = FederationSession.open(tools, plan)) {
      session.train(round -> {});
      finish(session);
      tools.stages().enter(Stage.EVALUATE);
      FederationView view = session.view();
      RouterReadiness.await(session.routerUrl(), view.newest().values(), RESTORE);
      Method method =
          new BaselineEvaluation(
                  baseline.label(), questions, ownership, view.state().orElseThrow(), view.newest())
              .score(new RouterClient(session.routerUrl()));
      session.notePeaks(peaks);
      session.stopChildren();
      return method;
    }
  }

  private void finish(FederationSession session) throws InterruptedException {
    session.notePeaks(peaks);
    session.stopWorker();
    training.addAll(TrainingIntervals.of(session.view().updates().accepted(), tools.ownClients()));
  }

  private WorkerMemory memory() {
    LocalRunOptions options = tools.options();
    return new WorkerMemory(
        fedRouter.workerState(),
        options.federation(),
        tools.services().model().id(),
        options.training.maxTokens,
        !options.data.noInstructions);
  }

  /** Returns a command by which people can ask the router. */
  String invitation() throws InterruptedException {
    return LocalRunOutcome.curl(fedRouter.routerUrl(), questions.get(0));
  }

  @Override
  public void close() {
    fedRouter.close();
  }
}
