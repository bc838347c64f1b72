package io.tributary.infra.crash.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrashPlanTest {
  private static final Map<String, Integer> SEEN =
      Map.of("before flush", 4, "after flush", 4, "before initTransactions", 1);

  @Test
  void everyStepHasItsTurnBeforeAnyHasASecond() {
    List<CrashPoint> points = points(CrashPlan.of(SEEN, 9, 7));

    assertThat(points).hasSize(9);
    for (int turn = 0; turn < 3; turn++) {
      assertThat(points.subList(3 * turn, 3 * turn + 3))
          .extracting(CrashPoint::step)
          .containsExactlyInAnyOrderElementsOf(SEEN.keySet());
    }
  }

  @Test
  void occurrencesAreAmongThoseThatWereSeen() {
    assertThat(points(CrashPlan.of(SEEN, 300, 7)))
        .allSatisfy(point -> assertThat(point.occurrence()).isBetween(1, SEEN.get(point.step())))
        .extracting(CrashPoint::occurrence)
        .contains(1, 2, 3, 4);
  }

  @Test
  void theSameSeedGivesTheSamePlan() {
    assertThat(points(CrashPlan.of(SEEN, 50, 3))).isEqualTo(points(CrashPlan.of(SEEN, 50, 3)));
    assertThat(points(CrashPlan.of(SEEN, 50, 3))).isNotEqualTo(points(CrashPlan.of(SEEN, 50, 4)));
  }

  @Test
  void aChildThatShowsNoStepIsNoVictim() {
    assertThatThrownBy(() -> CrashPlan.of(Map.of(), 1, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing passes the gate");
  }

  private static List<CrashPoint> points(CrashPlan plan) {
    var points = new ArrayList<CrashPoint>();
    while (!plan.isDone()) {
      points.add(plan.next());
    }
    return points;
  }
}
