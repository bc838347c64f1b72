package io.tributary.infra.history.doubt;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClusterDoubtsTest {
  @Test
  void hasNoneWhereClustersAreTightAndApart() {
    assertThat(ClusterDoubts.of(state(cluster(0, 0.1, 0, 0.8f), cluster(1, 0.2, 0.8f, 0))))
        .isEmpty();
  }

  @Test
  void namesAClusterThatMayHoldSeveralTasks() {
    assertThat(ClusterDoubts.of(state(cluster(0, 0.1, 0, 0.8f), cluster(1, 0.3, 0.8f, 0))))
        .containsOnlyKeys(new ClusterId(1))
        .extractingByKey(new ClusterId(1))
        .asString()
        .contains("c1 may hold several tasks")
        .contains("0.30")
        .contains("ask for more clusters");
  }

  @Test
  void namesTwoClustersThatMayBeOneTask() {
    assertThat(
            ClusterDoubts.of(
                state(
                    cluster(0, 0.1, 0, 0.8f),
                    cluster(3, 0.1, 0.8f, 0),
                    cluster(4, 0.1, 0.7f, 0.1f))))
        .containsOnlyKeys(new ClusterId(3))
        .extractingByKey(new ClusterId(3))
        .asString()
        .contains("c3 and c4 may be one task")
        .contains("0.14")
        .contains("ask for fewer clusters");
  }

  private static ClusterCentroid cluster(int id, double radius, float... centroid) {
    return new ClusterCentroid(new ClusterId(id), centroid, radius);
  }

  private static ClusterState state(ClusterCentroid... clusters) {
    return new ClusterState(
        1, 1, "mini@00", List.of(clusters), new TreeMap<>(), Set.of(), Instant.EPOCH);
  }
}
