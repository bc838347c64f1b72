package io.tributary.infra.experiment.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.infra.evaluate.TaskOwnership;
import io.tributary.schemas.id.ClientId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ScoreSheetTest {
  private static final ClientId ADA = new ClientId("ada");
  private static final ClientId BOB = new ClientId("bob");
  private static final TaskOwnership OWNERSHIP =
      new TaskOwnership(
          new TreeMap<>(
              Map.of(ADA, new TreeSet<>(Set.of("moods")), BOB, new TreeSet<>(Set.of("things")))));

  @Test
  void everyClientAndEveryTaskCountsOnce() {
    var sheet = new ScoreSheet(OWNERSHIP, Set.of());
    // Ada: moods 2 of 3, things 0 of 1. Bob: moods 1 of 3, things 1 of 1.
    answers(sheet, ADA, "moods", true, true, false);
    answers(sheet, ADA, "things", false);
    answers(sheet, BOB, "moods", true, false, false);
    answers(sheet, BOB, "things", true);
    DeploymentScore score = sheet.score();

    assertThat(score.perTask().get("moods")).isCloseTo(0.5, within(1e-12));
    assertThat(score.perTask().get("things")).isCloseTo(0.5, within(1e-12));
    assertThat(score.allTasks()).isCloseTo(0.5, within(1e-12));
    assertThat(score.ownTasks()).isCloseTo((2.0 / 3 + 1) / 2, within(1e-12));
    assertThat(score.perClient().get("ada")).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(score.routing()).isCloseTo(0.5, within(1e-12));
    assertThat(score.unseen()).isEmpty();
    // All said with certainty, half of it wrong.
    assertThat(score.calibrationError()).isCloseTo(0.5, within(1e-12));
    assertThat(score.brierScore()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void whoNeverTrainedIsCountedApart() {
    var sheet = new ScoreSheet(OWNERSHIP, Set.of(BOB));
    answers(sheet, ADA, "moods", true);
    answers(sheet, ADA, "things", true);
    answers(sheet, BOB, "moods", true);
    answers(sheet, BOB, "things", false);
    DeploymentScore score = sheet.score();

    assertThat(score.ownTasks()).isEqualTo(1);
    assertThat(score.unseen()).hasValue(0);
    assertThat(score.allTasks()).isCloseTo(0.75, within(1e-12));
  }

  private static void answers(ScoreSheet sheet, ClientId client, String task, boolean... right) {
    for (int i = 0; i < right.length; i++) {
      sheet.add(client, task, 0, right[i] ? 0 : 1, 1, right[i]);
    }
  }
}
