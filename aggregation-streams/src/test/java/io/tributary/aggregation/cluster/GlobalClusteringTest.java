package io.tributary.aggregation.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.Federations;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.ClusteringSettings.Mode;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.update.TaskEmbedding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GlobalClusteringTest {
  private static final ClusterId C0 = new ClusterId(0);
  private static final ClusterId C1 = new ClusterId(1);
  private static final ClusterId C2 = new ClusterId(2);

  private final FederationSpec spec = Federations.rounds(Federations.tasks(2, 3));
  private final GlobalClustering clustering = new GlobalClustering(spec);

  @Test
  void waitsUntilEnoughClientsHaveAnnouncedAllTheirSlots() {
    assertThat(announce("a", 0, 1, 0, 0)).isEmpty();
    assertThat(announce("b", 0, 2, 0, 0.1f)).isEmpty();
    assertThat(announce("c", 0, 1, 5, 5)).isEmpty();
    ClusterState state = announce("b", 1, 2, 5, 5.1f).orElseThrow();
    assertThat(state.epoch()).isEqualTo(1);
    assertThat(state.revision()).isEqualTo(1);
    assertThat(state.clusters()).extracting(ClusterCentroid::id).containsExactly(C0, C1);
    assertThat(state.assignments())
        .containsEntry(SlotId.parse("a/0"), C0)
        .containsEntry(SlotId.parse("b/0"), C0)
        .containsEntry(SlotId.parse("b/1"), C1)
        .containsEntry(SlotId.parse("c/0"), C1);
  }

  /** The first clustering once counted a revision more that nobody ever saw. */
  @Test
  void theFirstStateIsRevisionOneAlsoWhereSlotsOfIncompleteClientsWaited() {
    assertThat(announce("late", 0, 2, 0, 0.1f)).isEmpty();
    announce("a", 0, 1, 0, 0);
    announce("b", 0, 1, 0, 0.2f);
    ClusterState state = announce("c", 0, 1, 5, 5).orElseThrow();
    assertThat(state.assignments()).containsEntry(SlotId.parse("late/0"), C0);
    assertThat(state.revision()).isEqualTo(1);
    assertThat(clustering.state()).contains(state);
    assertThat(announce("late", 1, 2, 5, 5.1f).orElseThrow().revision()).isEqualTo(2);
  }

  /**
   * ALGORITHMS.md, "Worked example of FedRouter": centroids and labels of the six slots at K = 3.
   */
  @Test
  void reproducesFedRoutersVector() {
    var three =
        new GlobalClustering(
            Federations.rounds(new ClusteringSettings(Mode.TASKS, 3, 3, 1.5, 2, 11)));
    float[][] mu = {{1, 0.1f}, {0, 1.1f}, {0.1f, 1}, {-1.1f, -1}, {1, 0.1f}, {-1, -1}};
    ClusterState state = null;
    for (int s = 0; s < mu.length; s++) {
      state = three.announce(slot("c" + s / 2, s % 2, 2, mu[s]), FakeClient.NOW).orElse(state);
    }
    assertThat(state.assignments().values()).containsExactly(C0, C1, C1, C2, C0, C2);
    assertThat(state.clusters())
        .extracting(ClusterCentroid::centroid)
        .containsExactly(
            new float[] {1, 0.1f}, new float[] {0.05f, 1.05f}, new float[] {-1.05f, -1});
  }

  @Property(tries = 50)
  void bootstrapDependsOnNoOrderOfArrival(@ForAll long seed) {
    var random = new Random(seed);
    List<TaskEmbedding> slots = new ArrayList<>();
    for (int client = 0; client < 3; client++) {
      for (int index = 0; index < 2; index++) {
        slots.add(slot("k" + client, index, 2, random.nextFloat(), random.nextFloat()));
      }
    }
    ClusterState first = last(slots);
    Collections.shuffle(slots, random);
    assertThat(last(slots)).isEqualTo(first);
  }

  @Test
  void neverAsksForMoreClustersThanThereAreDistinctSlots() {
    announce("a", 0, 1, 1, 1);
    announce("b", 0, 1, 1, 1);
    ClusterState state = announce("c", 0, 1, 1, 1).orElseThrow();
    assertThat(state.clusters()).hasSize(1);
  }

  @Test
  void aLateSlotJoinsTheNearestClusterWithinReach() {
    bootstrap();
    ClusterState state = announce("d", 0, 1, 0.2f, 0.2f).orElseThrow();
    assertThat(state.clusterOf(SlotId.parse("d/0"))).hasValue(C0);
    assertThat(state.epoch()).isEqualTo(1);
    assertThat(state.revision()).isEqualTo(2);
  }

  @Test
  void aFarSlotIsParkedAndASecondOneNearItStartsANewEpoch() {
    ClusterState first = bootstrap();
    ClusterState parked = announce("d", 0, 1, 40, -40).orElseThrow();
    assertThat(parked.parked()).containsExactly(SlotId.parse("d/0"));
    assertThat(parked.clusterOf(SlotId.parse("d/0"))).isEmpty();

    ClusterState second = announce("e", 0, 1, 40, -40.1f).orElseThrow();
    assertThat(second.epoch()).isEqualTo(2);
    assertThat(second.parked()).isEmpty();
    assertThat(second.clusters()).extracting(ClusterCentroid::id).containsExactly(C0, C1, C2);
    assertThat(second.assignments()).containsAllEntriesOf(first.assignments());
    assertThat(second.clusterOf(SlotId.parse("e/0"))).hasValue(C2);
  }

  @Test
  void farSlotsThatAreFarFromEachOtherStayParked() {
    bootstrap();
    announce("d", 0, 1, 40, -40);
    ClusterState state = announce("e", 0, 1, -40, 40).orElseThrow();
    assertThat(state.epoch()).isEqualTo(1);
    assertThat(state.parked()).hasSize(2);
  }

  @Test
  void aSlotThatMovedKeepsItsClusterWithinTheEpoch() {
    bootstrap();
    assertThat(announce("a", 0, 1, 5, 5)).isEmpty();
    assertThat(clustering.state().orElseThrow().clusterOf(SlotId.parse("a/0"))).hasValue(C0);
  }

  @Test
  void aWithdrawnSlotLeavesItsCluster() {
    bootstrap();
    ClusterState state = clustering.withdraw(SlotId.parse("a/0"), FakeClient.NOW).orElseThrow();
    assertThat(state.assignments()).doesNotContainKey(SlotId.parse("a/0"));
    assertThat(clustering.withdraw(SlotId.parse("a/0"), FakeClient.NOW)).isEmpty();
  }

  @Test
  void restoredClusteringContinuesWithFreshIds() {
    bootstrap();
    List<TaskEmbedding> slots =
        new ArrayList<>(
            List.of(slot("a", 0, 1, 0, 0), slot("b", 0, 1, 0, 0.1f), slot("c", 0, 1, 5, 5)));
    var memory = new ClusteringMemory(slots, clustering.state().orElseThrow(), 7, Map.of());
    var restored = new GlobalClustering(spec, memory);
    restored.announce(slot("d", 0, 1, 40, -40), FakeClient.NOW);
    ClusterState state = restored.announce(slot("e", 0, 1, 40, -40), FakeClient.NOW).orElseThrow();
    assertThat(state.clusterOf(SlotId.parse("e/0"))).hasValue(new ClusterId(7));
    assertThat(restored.nextCluster()).isEqualTo(8);
  }

  @Test
  void oneModePutsEverySlotTogether() {
    var one = new GlobalClustering(Federations.rounds(Federations.one(2)));
    one.announce(slot("a", 0, 1, 0, 0), FakeClient.NOW);
    one.announce(slot("b", 0, 1, 9, 9), FakeClient.NOW);
    ClusterState state = one.announce(slot("c", 0, 1, -99, 0), FakeClient.NOW).orElseThrow();
    assertThat(state.clusters()).hasSize(1);
    assertThat(state.clusters().get(0).centroid()).containsExactly(4.5f, 4.5f);
    assertThat(state.assignments().values()).containsOnly(C0).hasSize(3);
  }

  @Test
  void perClientModeGivesANewClientItsOwnClusterAndKeepsTheOthersEvenWhenTheyMove() {
    var settings = new ClusteringSettings(Mode.PER_CLIENT, 0, 2, 1.5, 1, 11);
    var own = new GlobalClustering(Federations.rounds(settings));
    own.announce(slot("b", 0, 1, 0, 0), FakeClient.NOW);
    own.announce(slot("c", 0, 2, 1, 1), FakeClient.NOW);
    own.announce(slot("c", 1, 2, 2, 2), FakeClient.NOW);
    own.announce(slot("b", 0, 1, 1, 1), FakeClient.NOW);
    ClusterState state = own.announce(slot("a", 0, 1, 0, 0), FakeClient.NOW).orElseThrow();
    assertThat(state.epoch()).isEqualTo(2);
    assertThat(state.assignments())
        .containsEntry(SlotId.parse("b/0"), C0)
        .containsEntry(SlotId.parse("c/0"), C1)
        .containsEntry(SlotId.parse("c/1"), C1)
        .containsEntry(SlotId.parse("a/0"), C2);
  }

  private ClusterState last(List<TaskEmbedding> slots) {
    var fresh = new GlobalClustering(spec);
    slots.forEach(slot -> fresh.announce(slot, FakeClient.NOW));
    return fresh.state().orElseThrow();
  }

  private ClusterState bootstrap() {
    announce("a", 0, 1, 0, 0);
    announce("b", 0, 1, 0, 0.1f);
    return announce("c", 0, 1, 5, 5).orElseThrow();
  }

  private Optional<ClusterState> announce(String client, int index, int slots, float... centroid) {
    return clustering.announce(slot(client, index, slots, centroid), FakeClient.NOW);
  }

  private TaskEmbedding slot(String client, int index, int slots, float... centroid) {
    return FakeClient.of(spec, client, index, slots, 10).embedding(centroid);
  }
}
