package io.tributary.infra.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MajorityTasksTest {
  private static final ClusterId C0 = new ClusterId(0);
  private static final ClusterId C1 = new ClusterId(1);

  private final MajorityTasks tasks =
      MajorityTasks.of(
          States.of(Map.of("a/0", C0, "b/0", C0, "b/1", C1)),
          Map.of(
              SlotId.parse("a/0"), rows(Map.of("mood", 80L)),
              SlotId.parse("b/0"), rows(Map.of("mood", 15L, "topic", 5L)),
              SlotId.parse("b/1"), rows(Map.of("topic", 100L))));

  @Test
  void namesAClusterAfterTheTaskOfMostOfItsRows() {
    assertThat(tasks.taskOf()).containsExactly(Map.entry(C0, "mood"), Map.entry(C1, "topic"));
  }

  @Test
  void measuresPurityByRows() {
    assertThat(tasks.purity()).isEqualTo(195.0 / 200);
  }

  @Test
  void sendsAnOracleToTheClusterThatStandsForTheTask() {
    assertThat(tasks.clusterFor("topic")).contains(C1);
    assertThat(tasks.clusterFor("unheard")).isEmpty();
  }

  private static SortedMap<String, Long> rows(Map<String, Long> rows) {
    return new TreeMap<>(rows);
  }
}
