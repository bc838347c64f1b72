package io.tributary.infra.evaluate;

import io.tributary.infra.evaluate.router.AllowedAdapters;
import io.tributary.infra.evaluate.router.LabelledQuestion;
import io.tributary.infra.evaluate.router.Predictor;
import io.tributary.infra.evaluate.router.RouterPrediction;
import io.tributary.infra.measure.cluster.RoutingAccuracy;
import io.tributary.infra.report.RunResults.Method;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Scores one FedRouter federation through its router.
 *
 * @param questions the test rows of all tasks; every client is asked all of them
 * @param ownership which tasks a client trains on
 * @param state members of each cluster
 * @param tasks the task of each cluster
 * @param newest the newest version of every cluster
 */
public record Evaluation(
    List<LabelledQuestion> questions,
    TaskOwnership ownership,
    ClusterState state,
    MajorityTasks tasks,
    Map<ClusterId, AdapterVersion> newest) {

  /**
   * The scores of the methods, with the accuracy of routing.
   *
   * @param methods base, fedrouter-global, fedrouter-local, oracle
   * @param routingAccuracy share of rows routed to a cluster of their task
   */
  public record Scores(List<Method> methods, double routingAccuracy) {}

  /** Asks everything that the table shows. */
  public Scores score(Predictor router) {
    List<RouterPrediction> global = router.predict(questions, new AllowedAdapters.Global());
    List<Method> methods = new ArrayList<>();
    methods.add(
        shared(
            "base", router.predict(questions, new AllowedAdapters.Pinned(AllowedAdapters.BASE))));
    methods.add(shared("fedrouter-global", global));
    methods.add(MethodScore.perClient("fedrouter-local", local(router), ownership));
    methods.add(shared("oracle", oracle(router)));
    return new Scores(methods, routingAccuracy(global));
  }

  private Method shared(String name, List<RouterPrediction> predictions) {
    return MethodScore.shared(name, TaskAccuracy.of(questions, predictions), ownership);
  }

  /**
   * Returns the accuracy of each client. Clients of the same clusters get the same answers, so only
   * one of them is asked.
   */
  private SortedMap<ClientId, TaskAccuracy> local(Predictor router) {
    Map<Set<ClusterId>, TaskAccuracy> asked = new HashMap<>();
    SortedMap<ClientId, TaskAccuracy> byClient = new TreeMap<>();
    for (ClientId client : ownership.tasks().keySet()) {
      Set<ClusterId> clusters = ClientClusters.of(state, client);
      if (!clusters.isEmpty()) {
        byClient.put(
            client,
            asked.computeIfAbsent(
                clusters,
                same ->
                    TaskAccuracy.of(
                        questions, router.predict(questions, new AllowedAdapters.Local(client)))));
      }
    }
    return byClient;
  }

  /**
   * Returns predictions by the cluster of each row's task; the base model serves a task without a
   * cluster.
   */
  private List<RouterPrediction> oracle(Predictor router) {
    SortedMap<String, List<LabelledQuestion>> byTask = new TreeMap<>();
    for (LabelledQuestion question : questions) {
      byTask.computeIfAbsent(question.task(), task -> new ArrayList<>()).add(question);
    }
    List<RouterPrediction> all = new ArrayList<>();
    byTask.forEach(
        (task, rows) -> {
          String adapter =
              tasks
                  .clusterFor(task)
                  .map(newest::get)
                  .map(AdapterVersion::name)
                  .orElse(AllowedAdapters.BASE);
          all.addAll(router.predict(rows, new AllowedAdapters.Pinned(adapter)));
        });
    return all;
  }

  private double routingAccuracy(List<RouterPrediction> global) {
    Map<Integer, String> taskOf = new HashMap<>();
    tasks.taskOf().forEach((cluster, task) -> taskOf.put(cluster.value(), task));
    return RoutingAccuracy.of(
        questions.stream().map(LabelledQuestion::task).toList(),
        global.stream().map(RouterPrediction::cluster).toList(),
        taskOf);
  }
}
