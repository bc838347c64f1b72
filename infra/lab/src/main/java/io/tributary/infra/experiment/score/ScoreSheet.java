package io.tributary.infra.experiment.score;

import io.tributary.infra.evaluate.TaskOwnership;
import io.tributary.infra.measure.calibration.BrierScore;
import io.tributary.infra.measure.calibration.ReliabilityDiagram;
import io.tributary.infra.measure.calibration.ScoredAnswer;
import io.tributary.infra.measure.choice.ConfusionMatrix;
import io.tributary.schemas.id.ClientId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects answers of all clients, and computes their figures. */
final class ScoreSheet {
  private final TaskOwnership ownership;
  private final Set<ClientId> unseen;
  private final Map<ClientId, Map<String, List<Boolean>>> correct = new TreeMap<>();
  private final Map<String, List<String>> truth = new TreeMap<>();
  private final Map<String, List<String>> chosen = new TreeMap<>();
  private final List<ScoredAnswer> outcomes = new ArrayList<>();
  private long routed;

  /**
   * Creates a sheet without answers, to which {@link #add} adds them one by one.
   *
   * @param ownership which tasks a client trains on, or would
   * @param unseen clients that never trained
   */
  ScoreSheet(TaskOwnership ownership, Set<ClientId> unseen) {
    this.ownership = ownership;
    this.unseen = unseen;
  }

  /**
   * Adds one client's answer to one question.
   *
   * @param task of the question
   * @param right class of its right option
   * @param said class of the chosen one
   * @param confidence of that choice
   * @param reached whether it came from a cluster of the question's task
   */
  void add(ClientId client, String task, int right, int said, double confidence, boolean reached) {
    correct
        .computeIfAbsent(client, c -> new TreeMap<>())
        .computeIfAbsent(task, t -> new ArrayList<>())
        .add(said == right);
    truth.computeIfAbsent(task, t -> new ArrayList<>()).add(Integer.toString(right));
    chosen.computeIfAbsent(task, t -> new ArrayList<>()).add(Integer.toString(said));
    outcomes.add(new ScoredAnswer(confidence, said == right));
    routed += reached ? 1 : 0;
  }

  /** Returns the figures of all answers so far; there must be one. */
  DeploymentScore score() {
    var perTask = new TreeMap<String, Double>();
    var perClient = new TreeMap<String, Double>();
    List<Double> own = new ArrayList<>();
    List<Double> ofUnseen = new ArrayList<>();
    correct.forEach(
        (client, byTask) -> {
          var accuracy = new TreeMap<String, Double>();
          byTask.forEach((task, list) -> accuracy.put(task, share(list)));
          accuracy.forEach(
              (task, value) -> perTask.merge(task, value / correct.size(), Double::sum));
          perClient.put(client.value(), mean(accuracy.values()));
          Set<String> owned = ownership.tasks().get(client);
          double ofOwn =
              mean(
                  accuracy.entrySet().stream()
                      .filter(entry -> owned.contains(entry.getKey()))
                      .map(Map.Entry::getValue)
                      .toList());
          (unseen.contains(client) ? ofUnseen : own).add(ofOwn);
        });
    return new DeploymentScore(
        mean(perTask.values()),
        mean(own),
        ofUnseen.stream().mapToDouble(Double::doubleValue).average(),
        macroF1(),
        perTask,
        perClient,
        (double) routed / outcomes.size(),
        ReliabilityDiagram.of(outcomes, ReliabilityDiagram.DEFAULT_BINS).expectedCalibrationError(),
        BrierScore.ofAnswers(outcomes));
  }

  private double macroF1() {
    return mean(
        truth.entrySet().stream()
            .map(task -> ConfusionMatrix.of(task.getValue(), chosen.get(task.getKey())).macroF1())
            .toList());
  }

  private static double share(List<Boolean> correct) {
    return (double) correct.stream().filter(Boolean::booleanValue).count() / correct.size();
  }

  private static double mean(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
