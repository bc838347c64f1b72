package io.tributary.infra.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.update.TaskEmbedding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InfiltrationTest {
  private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

  private final SortedMap<SlotId, ClusterId> assignments = new TreeMap<>();
  private final SortedMap<SlotId, TaskEmbedding> announced = new TreeMap<>();

  @ParameterizedTest
  @CsvSource({"0.1,9,1", "0.1,36,4", "0.1,2,1", "0.2,8,2", "0.5,3,3"})
  void isItsShareOfAllClients(double share, int honest, int hostile) {
    assertThat(new Infiltration(share).beside(honest)).isEqualTo(hostile);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 0.51, Double.NaN})
  void refusesAShareThatIsNone(double share) {
    assertThatThrownBy(() -> new Infiltration(share)).hasMessageContaining("must be > 0 and <= ");
  }

  @Test
  void saysInEveryClusterWhatAnHonestMemberSays() {
    member("a/0", 0, 1);
    member("b/0", 0, 2);
    member("c/0", 1, 3);
    List<TaskEmbedding> hostile = announcements(0.1, 1);
    assertThat(hostile)
        .extracting(slot -> slot.slot().toString())
        .containsExactly("mallory-0/0", "mallory-0/1");
    assertThat(hostile).allMatch(slot -> slot.clientSlots() == 2 && slot.authorship().isEmpty());
    assertThat(hostile).extracting(slot -> slot.centroid()[0]).containsExactly(1f, 3f);
    assertThat(hostile).extracting(TaskEmbedding::samples).containsExactly(101L, 103L);
    assertThat(hostile).extracting(TaskEmbedding::computedAt).containsOnly(NOW);
  }

  @Test
  void spreadsItsSlotsSoThatEveryClusterHasItsShareOfDifferentClients() {
    for (int client = 0; client < 36; client++) {
      member("client-" + client + "/0", client % 2, client % 2 + 1);
    }
    List<TaskEmbedding> hostile = announcements(0.1, 4);
    for (int cluster = 0; cluster < 2; cluster++) {
      float centroid = cluster + 1;
      List<ClientId> there = new ArrayList<>();
      hostile.stream()
          .filter(slot -> slot.centroid()[0] == centroid)
          .forEach(slot -> there.add(slot.slot().client()));
      assertThat(there).hasSize(2).doesNotHaveDuplicates();
    }
  }

  @Test
  void imitatesNoneOfItsOwn() {
    member("a/0", 0, 1);
    member("mallory-0/0", 1, 9);
    assertThat(announcements(0.1, 1)).extracting(slot -> slot.centroid()[0]).containsExactly(1f);
  }

  private List<TaskEmbedding> announcements(double share, int clients) {
    var clusters =
        assignments.values().stream()
            .distinct()
            .sorted()
            .map(id -> new ClusterCentroid(id, new float[] {0}, 1, 0))
            .toList();
    var state = new ClusterState(1, 1, "model", clusters, assignments, Set.of(), NOW);
    return new Infiltration(share).announcements(state, Map.copyOf(announced), clients, NOW);
  }

  private void member(String name, int cluster, float centroid) {
    SlotId slot = SlotId.parse(name);
    assignments.put(slot, new ClusterId(cluster));
    announced.put(
        slot,
        new TaskEmbedding(
            slot, 1, "model", 100 + (long) centroid, new float[] {centroid}, 0.5, Instant.EPOCH));
  }
}
