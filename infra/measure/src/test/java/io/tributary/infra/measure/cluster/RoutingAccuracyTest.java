package io.tributary.infra.measure.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutingAccuracyTest {
  private static final int NOWHERE = -1;
  private static final Map<Integer, String> TASK_OF = Map.of(0, "mood", 1, "topic", 2, "mood");

  @Test
  void everyClusterThatStandsForTheTaskIsRight() {
    List<String> tasks = List.of("mood", "mood", "topic", "topic");

    assertThat(RoutingAccuracy.of(tasks, List.of(0, 2, 1, 0), TASK_OF)).isEqualTo(0.75);
  }

  @Test
  void nowhereAndUnknownClustersAreWrong() {
    List<String> tasks = List.of("mood", "topic", "topic");

    assertThat(RoutingAccuracy.of(tasks, List.of(NOWHERE, 9, 1), TASK_OF)).isEqualTo(1 / 3.0);
  }

  @Test
  void nothingRoutedIsRefused() {
    assertThatThrownBy(() -> RoutingAccuracy.of(List.of(), List.of(), TASK_OF))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("number of routed rows must be at least 1, was 0: route some rows first");
    assertThatThrownBy(() -> RoutingAccuracy.of(List.of("mood"), List.of(), TASK_OF))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tasks and clusters belong together");
  }
}
