package io.tributary.infra.experiment.score;

import io.tributary.infra.evaluate.MajorityTasks;
import io.tributary.infra.evaluate.TaskOwnership;
import io.tributary.infra.evaluate.router.LabelledQuestion;
import io.tributary.infra.experiment.engine.FederationOutcome;
import io.tributary.infra.experiment.engine.FrozenModel;
import io.tributary.infra.experiment.plan.ServingMode;
import io.tributary.infra.experiment.rows.AnsweredRows;
import io.tributary.infra.experiment.score.AdapterSelector.Serving;
import io.tributary.schemas.id.ClientId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Asks a trained federation every test row, as every client and in every deployment. An adapter is
 * asked a row once, however many clients it answers.
 */
public final class FederationScorer {
  /** The number of rows of a task that a curve asks. */
  private static final int SAMPLED = 40;

  private final List<LabelledQuestion> questions;
  private final TaskOwnership ownership;
  private final float[][] embeddings;
  private final AnsweringAdapters answers;
  private final RowRecorder recorder;
  private final InstanceSimilarity instanceSimilarity;
  private final int threads;

  /**
   * Creates a scorer of one split.
   *
   * @param questions test rows of all tasks
   * @param ownership which tasks a client trains on, or would
   * @param unseen clients that never train
   * @param ownTexts some of the texts that each client trained on
   * @param threads that ask at once
   */
  public FederationScorer(
      FrozenModel model,
      List<LabelledQuestion> questions,
      TaskOwnership ownership,
      Set<ClientId> unseen,
      Map<ClientId, List<String>> ownTexts,
      int threads) {
    this.questions = List.copyOf(questions);
    this.ownership = ownership;
    this.threads = threads;
    answers = new AnsweringAdapters(model, threads);
    recorder = new RowRecorder(this.questions, ownership, unseen, answers);
    embeddings = model.embed(questions.stream().map(LabelledQuestion::text).toList());
    instanceSimilarity = new InstanceSimilarity(model, ownTexts, this.questions);
  }

  /**
   * Returns the accuracy on a few rows of each of a client's own tasks, mean over clients, by its
   * nearest cluster; the answers are kept.
   *
   * @param outcome as it was after a round
   * @param round number of the round
   */
  public double ownTasks(
      FederationOutcome outcome, int round, MajorityTasks tasks, String initialDigest)
      throws InterruptedException {
    var adapterSelector = new AdapterSelector(outcome, tasks, initialDigest);
    List<Integer> few = sampled();
    var asked = new TreeMap<ClientId, SortedMap<Integer, Serving>>();
    ownership
        .tasks()
        .forEach(
            (client, own) -> {
              var servings = new TreeMap<Integer, Serving>();
              for (int i : few) {
                if (own.contains(questions.get(i).task())) {
                  servings.put(
                      i,
                      adapterSelector.serving(
                          ServingMode.LOCAL_BY_GLOBAL_CENTROID,
                          client,
                          questions.get(i),
                          embeddings[i]));
                }
              }
              asked.put(client, servings);
            });
    asked
        .values()
        .forEach(
            servings ->
                answers.want(
                    List.copyOf(servings.values()),
                    servings.keySet().stream().map(questions::get).toList()));
    answers.answer();
    recorder.round(round, asked, tasks);
    AnsweredRows rows = recorder.rows();
    return RowScores.of(rows, rows.ofRound(round)).ownTasks();
  }

  /** Returns all answers from which scores and curve were computed so far. */
  public AnsweredRows rows() {
    return recorder.rows();
  }

  private List<Integer> sampled() {
    var taken = new TreeMap<String, Integer>();
    return IntStream.range(0, questions.size())
        .filter(i -> taken.merge(questions.get(i).task(), 1, Integer::sum) <= SAMPLED)
        .boxed()
        .toList();
  }

  /** Returns the score of the base model, whatever the deployment. */
  public DeploymentScore base() throws InterruptedException {
    var clients = new TreeMap<ClientId, List<Serving>>();
    List<Serving> all = Collections.nCopies(questions.size(), Serving.BASE);
    ownership.tasks().keySet().forEach(client -> clients.put(client, all));
    answers.want(all, questions);
    answers.answer();
    recorder.deployment(
        ServingMode.BASE, clients, new MajorityTasks(new TreeMap<>(), new TreeMap<>()));
    return RowScores.of(recorder.rows()).get(ServingMode.BASE);
  }

  /** Returns the scores, by deployment. */
  public SortedMap<ServingMode, DeploymentScore> score(
      FederationOutcome outcome,
      MajorityTasks tasks,
      String initialDigest,
      Collection<ServingMode> deployments)
      throws InterruptedException {
    var adapterSelector = new AdapterSelector(outcome, tasks, initialDigest);
    var served = new EnumMap<ServingMode, SortedMap<ClientId, List<Serving>>>(ServingMode.class);
    if (deployments.stream().anyMatch(ServingMode::isWeighted)) {
      weigh(adapterSelector);
    }
    for (ServingMode servingMode : deployments) {
      var byClient = new TreeMap<ClientId, List<Serving>>();
      for (ClientId client : ownership.tasks().keySet()) {
        byClient.put(client, servings(adapterSelector, servingMode, client));
      }
      served.put(servingMode, byClient);
    }
    served
        .values()
        .forEach(clients -> clients.values().forEach(list -> answers.want(list, questions)));
    answers.answer();
    served.forEach((servingMode, clients) -> recorder.deployment(servingMode, clients, tasks));
    return RowScores.of(recorder.rows());
  }

  /** Computes all weights, of several clients at once; they are kept. */
  private void weigh(AdapterSelector adapterSelector) throws InterruptedException {
    var work = new ArrayList<Runnable>();
    for (ClientId client : ownership.tasks().keySet()) {
      adapterSelector
          .pair(client)
          .ifPresent(pair -> work.add(() -> instanceSimilarity.weights(client, pair.own())));
    }
    ParallelInference.run(threads, work);
  }

  private List<Serving> servings(
      AdapterSelector adapterSelector, ServingMode servingMode, ClientId client) {
    var servings = new ArrayList<Serving>(questions.size());
    Optional<AdapterSelector.Pair> pair =
        servingMode.isWeighted() ? adapterSelector.pair(client) : Optional.empty();
    if (pair.isPresent()) {
      for (float weight : instanceSimilarity.weights(client, pair.get().own())) {
        servings.add(pair.get().serving(servingMode, weight));
      }
      return servings;
    }
    // A client that never trained has no adapter of its own to weigh, so the common one answers.
    ServingMode by = servingMode.isWeighted() ? ServingMode.GLOBAL : servingMode;
    for (int i = 0; i < questions.size(); i++) {
      servings.add(adapterSelector.serving(by, client, questions.get(i), embeddings[i]));
    }
    return servings;
  }
}
