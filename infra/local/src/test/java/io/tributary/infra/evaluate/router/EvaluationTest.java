package io.tributary.infra.evaluate.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.infra.evaluate.BaselineEvaluation;
import io.tributary.infra.evaluate.Evaluation;
import io.tributary.infra.evaluate.MajorityTasks;
import io.tributary.infra.evaluate.RoundTestRows;
import io.tributary.infra.evaluate.States;
import io.tributary.infra.evaluate.TaskOwnership;
import io.tributary.infra.report.RunResults.Method;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final ClusterId MOOD = new ClusterId(0);
  private static final ClusterId TOPIC = new ClusterId(1);
  private static final ClientId A = new ClientId("a");
  private static final ClientId B = new ClientId("b");

  private final ClusterState state = States.of(Map.of("a/0", MOOD, "b/0", TOPIC));
  private final Map<ClusterId, AdapterVersion> newest =
      Map.of(MOOD, version(MOOD), TOPIC, version(TOPIC));
  private final MajorityTasks tasks =
      MajorityTasks.of(
          state,
          Map.of(
              SlotId.parse("a/0"), new TreeMap<>(Map.of("mood", 9L)),
              SlotId.parse("b/0"), new TreeMap<>(Map.of("topic", 9L))));
  private final TaskOwnership ownership =
      new TaskOwnership(
          new TreeMap<>(
              Map.of(A, new TreeSet<>(Set.of("mood")), B, new TreeSet<>(Set.of("topic")))));
  private final List<LabelledQuestion> questions = questions();

  @Test
  void scoresFourWaysOfAnswering() {
    Map<String, Method> methods = byName(evaluation().score(new SpecialistRouter()).methods());
    assertThat(methods.get("base").allTasks()).isZero();
    assertThat(methods.get("oracle").perTask())
        .containsEntry("mood", 1.0)
        .containsEntry("topic", 1.0);
    // One of ten moods is routed to the wrong specialist.
    assertThat(methods.get("fedrouter-global").perTask().get("mood")).isEqualTo(0.9);
    assertThat(methods.get("fedrouter-global").allTasks()).isCloseTo(0.95, within(1e-12));
    // A client that may only use its own cluster fails at the other task.
    assertThat(methods.get("fedrouter-local").allTasks()).isCloseTo(0.5, within(1e-12));
    assertThat(methods.get("fedrouter-local").ownTask()).isCloseTo(1, within(1e-12));
  }

  @Test
  void countsARowAsWellRoutedWhenItsClusterStandsForItsTask() {
    assertThat(evaluation().score(new SpecialistRouter()).routingAccuracy()).isEqualTo(0.95);
  }

  @Test
  void scoresABaselineByTheOneAdapterThatEachClientHas() {
    Method local =
        new BaselineEvaluation("local", questions, ownership, state, newest)
            .score(new SpecialistRouter());
    assertThat(local.ownTask()).isEqualTo(1);
    assertThat(local.allTasks()).isEqualTo(0.5);
  }

  @Test
  void asksAsManyRowsOfEachTaskAfterARound() {
    assertThat(RoundTestRows.of(questions, 7))
        .extracting(LabelledQuestion::id)
        .containsExactly("mood0", "mood1", "mood2", "topic0", "topic1", "topic2");
    assertThat(RoundTestRows.of(questions, 1)).hasSize(2);
  }

  private Evaluation evaluation() {
    return new Evaluation(questions, ownership, state, tasks, newest);
  }

  private static List<LabelledQuestion> questions() {
    List<LabelledQuestion> all = new ArrayList<>();
    for (String task : List.of("mood", "topic")) {
      for (int i = 0; i < 10; i++) {
        all.add(
            new LabelledQuestion(task + i, task, "text of " + task, List.of("yes", "no"), "yes"));
      }
    }
    return all;
  }

  private static AdapterVersion version(ClusterId cluster) {
    return new AdapterVersion(cluster, 1, 3, "0123456789abcdef");
  }

  private static Map<String, Method> byName(List<Method> methods) {
    SortedMap<String, Method> byName = new TreeMap<>();
    byName.putAll(methods.stream().collect(Collectors.toMap(Method::name, Function.identity())));
    return byName;
  }

  /** Each adapter knows its own task; the base model knows nothing; mood9 is hard to route. */
  private static final class SpecialistRouter implements Predictor {
    @Override
    public List<RouterPrediction> predict(List<LabelledQuestion> questions, AllowedAdapters route) {
      return questions.stream().map(question -> answer(question, route)).toList();
    }

    private static RouterPrediction answer(LabelledQuestion question, AllowedAdapters route) {
      int cluster = cluster(question, route);
      boolean knows = cluster == (question.task().equals("mood") ? 0 : 1);
      return new RouterPrediction(question.id(), knows ? "yes" : "no", "c" + cluster, cluster);
    }

    private static int cluster(LabelledQuestion question, AllowedAdapters route) {
      if (route instanceof AllowedAdapters.Local local) {
        return local.client().equals(A) ? 0 : 1;
      }
      if (route instanceof AllowedAdapters.Pinned pinned) {
        return pinned.adapter().equals(AllowedAdapters.BASE)
            ? RouterPrediction.NO_CLUSTER
            : AdapterVersion.parse(pinned.adapter()).cluster().value();
      }
      return question.task().equals("mood") && !question.id().equals("mood9") ? 0 : 1;
    }
  }
}
