package io.tributary.infra.evaluate;

import io.tributary.infra.evaluate.router.AllowedAdapters;
import io.tributary.infra.evaluate.router.LabelledQuestion;
import io.tributary.infra.evaluate.router.Predictor;
import io.tributary.infra.evaluate.router.RouterPrediction;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.id.ClusterId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Measures the accuracy by task in global mode as it was after a round, whatever was published
 * since.
 */
public final class RoundScore {
  private RoundScore() {}

  /**
   * Asks all the questions, and again those that a newer version answered.
   *
   * @param versions of every cluster after the round; a cluster without one had the base
   */
  public static SortedMap<String, Double> of(
      Predictor router, List<LabelledQuestion> questions, Map<ClusterId, AdapterVersion> versions) {
    List<RouterPrediction> answers = new ArrayList<>();
    SortedMap<String, List<LabelledQuestion>> again = new TreeMap<>();
    List<RouterPrediction> newest = router.predict(questions, new AllowedAdapters.Global());
    for (int i = 0; i < newest.size(); i++) {
      String due = due(newest.get(i), versions);
      if (newest.get(i).adapter().equals(due)) {
        answers.add(newest.get(i));
      } else {
        again.computeIfAbsent(due, adapter -> new ArrayList<>()).add(questions.get(i));
      }
    }
    again.forEach(
        (adapter, late) ->
            answers.addAll(router.predict(late, new AllowedAdapters.Pinned(adapter))));
    return TaskAccuracy.of(questions, answers).byTask();
  }

  private static String due(RouterPrediction routed, Map<ClusterId, AdapterVersion> versions) {
    AdapterVersion version =
        routed.cluster() == RouterPrediction.NO_CLUSTER
            ? null
            : versions.get(new ClusterId(routed.cluster()));
    return version == null ? AllowedAdapters.BASE : version.name();
  }
}
