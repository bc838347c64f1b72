package io.tributary.infra.evaluate;

import io.tributary.infra.evaluate.router.AllowedAdapters;
import io.tributary.infra.evaluate.router.LabelledQuestion;
import io.tributary.infra.evaluate.router.Predictor;
import io.tributary.infra.report.RunResults.Method;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Scores a federation in which every client has exactly one adapter, its own (local only) or the
 * common one (FedAvg), without routing.
 *
 * @param name of the method
 * @param questions the test rows of all tasks
 * @param ownership which tasks a client trains on
 * @param state members of each cluster
 * @param newest the newest version of every cluster
 */
public record BaselineEvaluation(
    String name,
    List<LabelledQuestion> questions,
    TaskOwnership ownership,
    ClusterState state,
    Map<ClusterId, AdapterVersion> newest) {

  /** Asks every adapter all questions, once. */
  public Method score(Predictor router) {
    SortedMap<ClusterId, TaskAccuracy> byCluster = new TreeMap<>();
    newest.forEach(
        (cluster, version) ->
            byCluster.put(
                cluster,
                TaskAccuracy.of(
                    questions,
                    router.predict(questions, new AllowedAdapters.Pinned(version.name())))));
    SortedMap<ClientId, TaskAccuracy> byClient = new TreeMap<>();
    for (ClientId client : ownership.tasks().keySet()) {
      for (ClusterId cluster : ClientClusters.of(state, client)) {
        byClient.put(client, byCluster.get(cluster));
      }
    }
    return MethodScore.perClient(name, byClient, ownership);
  }
}
