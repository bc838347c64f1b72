package io.tributary.infra.local.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.evaluate.EvaluationRounds;
import io.tributary.infra.evaluate.States;
import io.tributary.infra.evaluate.router.AllowedAdapters;
import io.tributary.infra.evaluate.router.LabelledQuestion;
import io.tributary.infra.evaluate.router.Predictor;
import io.tributary.infra.evaluate.router.RouterPrediction;
import io.tributary.infra.local.watch.FederationView;
import io.tributary.infra.report.RunResults.RoundAccuracy;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.settings.Failure;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundEvaluatorTest {
  private static final ClusterId CLUSTER = new ClusterId(0);
  private static final String DIGEST = "0123456789abcdef";
  private static final List<LabelledQuestion> QUESTIONS =
      List.of(new LabelledQuestion("1", "mood", "text", List.of("yes", "no"), "yes"));

  @TempDir Path dir;

  private final FederationView view = new FederationView();

  @Test
  void measuresEveryRoundThoughTheRouterIsSlowerThanTheTraining() throws Exception {
    var busy = new CountDownLatch(1);
    RoundAccuracies accuracies = accuracies();
    var rounds = evaluator(7, versions -> busy.await(), accuracies);
    for (int round = 1; round <= 7; round++) {
      publish(round);
      rounds.completed(round, view);
    }
    busy.countDown();
    rounds.finish();

    assertThat(accuracies.all()).extracting(RoundAccuracy::round).containsExactly(1, 2, 3, 4, 5, 6);
    // Even versions know the answer; each round is asked with its own version.
    assertThat(accuracies.all())
        .extracting(round -> round.perTask().get("mood"))
        .containsExactly(0.0, 1.0, 0.0, 1.0, 0.0, 1.0);
  }

  @Test
  void aContinuedRunMeasuresWhatTheFirstOneCouldNot() throws Exception {
    for (int round = 1; round <= 4; round++) {
      publish(round);
    }
    RoundAccuracies first = accuracies();
    var stopped = evaluator(4, versions -> {}, first);
    stopped.completed(1, view);
    stopped.finish();

    RoundAccuracies second = accuracies();
    var continued = evaluator(4, versions -> {}, second);
    continued.completed(4, view);
    continued.finish();

    assertThat(second.all()).extracting(RoundAccuracy::round).containsExactly(1, 2, 3);
  }

  @Test
  void aRoundThatTheRouterRefusesIsLeftOut() throws Exception {
    publish(1);
    publish(2);
    RoundAccuracies accuracies = accuracies();
    var rounds =
        evaluator(
            3,
            versions -> {
              if (versions.iterator().next().version() == 1) {
                throw new Failure(Failure.Kind.TIMEOUT, "ROUTER_BEHIND", "late", "");
              }
            },
            accuracies);
    rounds.completed(2, view);
    rounds.finish();

    assertThat(accuracies.all()).extracting(RoundAccuracy::round).containsExactly(2);
  }

  private RoundAccuracies accuracies() {
    return new RoundAccuracies(dir.resolve("rounds.json"));
  }

  private static RoundEvaluator evaluator(
      int last, RoundEvaluator.Readiness readiness, RoundAccuracies accuracies) {
    return new RoundEvaluator(
        new Newest(), readiness, QUESTIONS, new EvaluationRounds(last, 25), accuracies, 32);
  }

  private void publish(int version) {
    view.accept(States.of(Map.of("a/0", CLUSTER)));
    view.accept(
        new AdapterManifest(
            version(version), DIGEST, DIGEST, List.of(DIGEST), List.of(), Instant.EPOCH));
  }

  private static AdapterVersion version(int version) {
    return new AdapterVersion(CLUSTER, 1, version, DIGEST);
  }

  /** A router whose newest version is 9. */
  private static final class Newest implements Predictor {
    @Override
    public List<RouterPrediction> predict(List<LabelledQuestion> questions, AllowedAdapters route) {
      String adapter =
          route instanceof AllowedAdapters.Pinned pinned ? pinned.adapter() : version(9).name();
      boolean knows = AdapterVersion.parse(adapter).version() % 2 == 0;
      return questions.stream()
          .map(question -> new RouterPrediction(question.id(), knows ? "yes" : "no", adapter, 0))
          .toList();
    }
  }
}
