package io.tributary.schemas.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.ClusteringSettings.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RoundCounterTest {
  private static final ClusterId C0 = new ClusterId(0);
  private static final ClusterId C1 = new ClusterId(1);

  @Test
  void aVersionIsARoundWhereClustersStay() {
    RoundCounter roundCounter =
        rounds(new ClusteringSettings(Mode.TASKS, 2, 1, 1.5, 1, 1), 0, 0, 0, 3, 2);
    assertThat(roundCounter.completed(C0)).isEqualTo(3);
    assertThat(roundCounter.completed(C1)).isEqualTo(2);
    assertThat(roundCounter.completedAfter(C0, 3)).isEqualTo(4);
    assertThat(roundCounter.awaitedReport(C0)).isEmpty();
    assertThat(roundCounter.mayTrain(C0)).isTrue();
  }

  @Test
  void beforeTheyAreGroupedByTheirUpdatesSlotsAreAsked() {
    var settings = new ClusteringSettings(Mode.UPDATES, 2, 1, 1.5, 1, 1, 3);
    assertThat(rounds(settings, 0, 0, 0, 2, 0).mayTrain(C0)).isTrue();
    RoundCounter due = rounds(settings, 0, 0, 0, 3, 0);
    assertThat(due.awaitedReport(C0)).isEqualTo(OptionalInt.of(3));
    assertThat(due.mayTrain(C0)).isFalse();
    RoundCounter grouped = rounds(settings, 3, 0, 0, 0, 2);
    assertThat(grouped.awaitedReport(C0)).isEmpty();
    assertThat(grouped.completed(C0)).isEqualTo(3);
    assertThat(grouped.completed(C1)).isEqualTo(5);
    assertThat(grouped.completedAfter(C0, -1)).isEqualTo(3);
    assertThat(grouped.completedAfter(C0, 0)).isEqualTo(4);
  }

  @Test
  void whereLossesDecideARoundIsOverWithTheLastOfItsVersions() {
    var settings = new ClusteringSettings(Mode.LOSSES, 2, 1, 1.5, 1, 1);
    RoundCounter underWay = rounds(settings, 4, 5, 2, 5, 1);
    assertThat(underWay.completed(C0)).isEqualTo(4);
    assertThat(underWay.awaitedReport(C0)).isEmpty();
    assertThat(underWay.mayTrain(C0)).isFalse();
    assertThat(underWay.mayTrain(C1)).isTrue();
    assertThat(underWay.completedAfter(C1, 0)).isEqualTo(4);
    assertThat(underWay.completedAfter(C1, 1)).isEqualTo(5);
    RoundCounter all = rounds(settings, 4, 5, 2, 5, 2);
    assertThat(all.completed(C0)).isEqualTo(5);
    assertThat(all.awaitedReport(C0)).isEqualTo(OptionalInt.of(5));
    assertThat(all.mayTrain(C1)).isFalse();
  }

  private static RoundCounter rounds(
      ClusteringSettings settings, int round, int due0, int due1, int newest0, int newest1) {
    var clusters =
        List.of(
            new ClusterCentroid(C0, new float[] {0}, 0, due0),
            new ClusterCentroid(C1, new float[] {1}, 0, due1));
    var state =
        new ClusterState(1, 1, "m", clusters, new TreeMap<>(), Set.of(), Instant.EPOCH, round);
    return new RoundCounter(settings, state, Map.of(C0, newest0, C1, newest1)::get);
  }
}
