package io.tributary.infra.evaluate.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.evaluate.RoundScore;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.id.ClusterId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundScoreTest {
  private static final ClusterId MOOD = new ClusterId(0);
  private static final ClusterId TOPIC = new ClusterId(1);

  private final List<LabelledQuestion> questions =
      List.of(
          question("mood/1", "mood"), question("topic/1", "topic"), question("topic/2", "topic"));

  @Test
  void asksAgainWhatANewerVersionAnswered() {
    // Both clusters are at version 2 by now; after the round, topic was at version 1.
    var router = new VersionedRouter(2);

    var accuracy =
        RoundScore.of(router, questions, Map.of(MOOD, version(MOOD, 2), TOPIC, version(TOPIC, 1)));

    assertThat(accuracy).isEqualTo(Map.of("mood", 1.0, "topic", 0.0));
    assertThat(router.asked)
        .containsExactly("global 3", "pinned " + version(TOPIC, 1).name() + " 2");
  }

  @Test
  void asksTheBaseModelForAClusterThatHadNoVersionYet() {
    var router = new VersionedRouter(2);

    RoundScore.of(router, questions, Map.of(TOPIC, version(TOPIC, 2)));

    assertThat(router.asked).containsExactly("global 3", "pinned base 1");
  }

  private static LabelledQuestion question(String id, String task) {
    return new LabelledQuestion(id, task, "text", List.of("yes", "no"), "yes");
  }

  private static AdapterVersion version(ClusterId cluster, int version) {
    return new AdapterVersion(cluster, 1, version, "0123456789abcdef");
  }

  /** Version 2 of every adapter knows everything, older ones nothing. */
  private static final class VersionedRouter implements Predictor {
    private final int newest;
    private final List<String> asked = new ArrayList<>();

    private VersionedRouter(int newest) {
      this.newest = newest;
    }

    @Override
    public List<RouterPrediction> predict(List<LabelledQuestion> questions, AllowedAdapters route) {
      asked.add(
          (route instanceof AllowedAdapters.Pinned pinned ? "pinned " + pinned.adapter() : "global")
              + " "
              + questions.size());
      return questions.stream().map(question -> answer(question, route)).toList();
    }

    private RouterPrediction answer(LabelledQuestion question, AllowedAdapters route) {
      ClusterId cluster = question.task().equals("mood") ? MOOD : TOPIC;
      String adapter =
          route instanceof AllowedAdapters.Pinned pinned
              ? pinned.adapter()
              : version(cluster, newest).name();
      boolean knows = adapter.equals(version(cluster, 2).name());
      return new RouterPrediction(question.id(), knows ? "yes" : "no", adapter, cluster.value());
    }
  }
}
