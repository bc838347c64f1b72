package io.tributary.aggregation.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.Federations;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.ClusteringSettings.Mode;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.TaskEmbedding.GroupingSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Slots that are grouped anew by what they say while the federation runs. */
class RegroupingTest {
  private static final ClusterId C0 = new ClusterId(0);
  private static final ClusterId C1 = new ClusterId(1);
  private static final ClusterId C2 = new ClusterId(2);
  private static final FederationSpec UPDATES =
      Federations.rounds(new ClusteringSettings(Mode.UPDATES, 2, 4, 1.5, 2, 11, 3));
  private static final FederationSpec LOSSES =
      Federations.rounds(new ClusteringSettings(Mode.LOSSES, 2, 4, 1.5, 2, 11));

  private final List<TaskEmbedding> announced = new ArrayList<>();

  @Test
  void updatesThatPointTheSameWayMakeNewClustersOnceAllHaveSpoken() {
    GlobalClustering clustering = begun(UPDATES);
    assertThat(clustering.state().orElseThrow().clusters())
        .extracting(ClusterCentroid::id)
        .containsExactly(C0);
    assertThat(vote(clustering, "a", 3, 1, 0.1f)).isEmpty();
    assertThat(vote(clustering, "b", 3, -2, 0.3f)).isEmpty();
    // A length is no direction.
    assertThat(vote(clustering, "c", 3, 30, 1)).isEmpty();
    ClusterState state = vote(clustering, "d", 3, -0.1f, 0).orElseThrow();
    assertThat(state.epoch()).isEqualTo(2);
    assertThat(state.round()).isEqualTo(3);
    assertThat(state.assignments().values()).containsExactly(C1, C2, C1, C2);
    assertThat(state.clusters()).extracting(ClusterCentroid::id).containsExactly(C1, C2);
    assertThat(state.clusters()).extracting(ClusterCentroid::due).containsOnly(0);
  }

  @Test
  void updatesGroupOnlyOnce() {
    GlobalClustering clustering = begun(UPDATES);
    for (String client : List.of("a", "b", "c", "d")) {
      vote(clustering, client, 3, client.compareTo("c") < 0 ? 1 : -1, 0);
    }
    ClusterState grouped = clustering.state().orElseThrow();
    for (String client : List.of("a", "b", "c", "d")) {
      assertThat(vote(clustering, client, 3, client.equals("a") ? 1 : -1, 0)).isEmpty();
    }
    assertThat(clustering.state()).contains(grouped);
  }

  @Test
  void aSlotThatHasNoUpdateIsUnlikeAllOthers() {
    GlobalClustering clustering = begun(UPDATES);
    vote(clustering, "a", 3, 1, 0);
    vote(clustering, "b", 3, 1, 0.1f);
    vote(clustering, "c", 3, 0, 0);
    ClusterState state = vote(clustering, "d", 3, 0.9f, 0).orElseThrow();
    assertThat(state.assignments().values()).containsExactly(C1, C1, C2, C1);
  }

  @Test
  void forTheFirstRoundSlotsAreDealtEvenly() {
    ClusterState state = begun(LOSSES).state().orElseThrow();
    assertThat(state.assignments().values()).containsExactlyInAnyOrder(C0, C0, C1, C1);
    assertThat(state.clusters()).extracting(ClusterCentroid::due).containsExactly(1, 1);
    assertThat(begun(LOSSES).state()).contains(state);
  }

  @Test
  void everySlotGoesWhereItsLossIsLeastRoundAfterRound() {
    GlobalClustering clustering = begun(LOSSES);
    vote(clustering, "a", 1, 0.5f, 0.4f);
    vote(clustering, "b", 1, 2, 3);
    vote(clustering, "c", 1, 0.1f, 0.2f);
    // The lowest id on a tie.
    ClusterState second = vote(clustering, "d", 1, 7, 7).orElseThrow();
    assertThat(second.assignments().values()).containsExactly(C1, C0, C0, C0);
    assertThat(second.clusters()).extracting(ClusterCentroid::due).containsExactly(2, 2);
    assertThat(second.round()).isEqualTo(1);

    float[] resting = second.clusters().get(1).centroid();
    vote(clustering, "a", 2, 1, 9);
    vote(clustering, "b", 2, 1, 9);
    vote(clustering, "c", 2, 1, 9);
    ClusterState third = vote(clustering, "d", 2, 1, 9).orElseThrow();
    assertThat(third.assignments().values()).containsOnly(C0);
    // Who rests owes nothing and stays where it was.
    assertThat(third.clusters()).extracting(ClusterCentroid::due).containsExactly(3, 2);
    assertThat(third.clusters().get(1).centroid()).isEqualTo(resting);
    assertThat(third.clusters().get(1).radius()).isZero();
    assertThat(third.epoch()).isEqualTo(3);
  }

  @Test
  void wordsOfAnotherRoundDoNotCount() {
    GlobalClustering clustering = begun(LOSSES);
    vote(clustering, "a", 1, 1, 2);
    vote(clustering, "b", 2, 1, 2);
    vote(clustering, "c", 1, 1, 2);
    assertThat(vote(clustering, "d", 1, 1, 2)).isEmpty();
    assertThat(vote(clustering, "b", 1, 1, 2)).isPresent();
  }

  @Test
  void nobodyWaitsForABlockedClientUntilItIsUnblocked() {
    GlobalClustering clustering = begun(LOSSES);
    vote(clustering, "a", 1, 1, 2);
    vote(clustering, "b", 1, 1, 2);
    vote(clustering, "c", 1, 2, 1);
    ClusterState state = clustering.leave(new ClientId("d"), FakeClient.NOW).orElseThrow();
    assertThat(state.round()).isEqualTo(1);
    assertThat(state.assignments().keySet())
        .extracting(SlotId::toString)
        .containsExactly("a/0", "b/0", "c/0");
    assertThat(clustering.leave(new ClientId("d"), FakeClient.NOW)).isEmpty();
    ClusterState again = vote(clustering, "d", 0).orElseThrow();
    assertThat(again.assignments()).containsKey(SlotId.parse("d/0"));
    assertThat(again.epoch()).isEqualTo(state.epoch());
  }

  /** Its version would never come, and all would wait for it for ever. */
  @Test
  void aClusterThatLosesItsLastMemberOwesNoVersion() {
    GlobalClustering clustering = begun(LOSSES);
    vote(clustering, "a", 1, 1, 2);
    vote(clustering, "b", 1, 1, 2);
    vote(clustering, "c", 1, 2, 1);
    ClusterState alone = vote(clustering, "d", 1, 1, 2).orElseThrow();
    assertThat(alone.clusters()).extracting(ClusterCentroid::due).containsExactly(2, 2);
    ClusterState without = clustering.leave(new ClientId("c"), FakeClient.NOW).orElseThrow();
    assertThat(without.clusters()).extracting(ClusterCentroid::due).containsExactly(2, 1);
    vote(clustering, "a", 2, 1, 2);
    vote(clustering, "b", 2, 1, 2);
    // Taken again, it owes the version that it did not make.
    ClusterState taken = vote(clustering, "d", 2, 2, 1).orElseThrow();
    assertThat(taken.clusters()).extracting(ClusterCentroid::due).containsExactly(3, 2);
    ClusterState left = clustering.withdraw(SlotId.parse("d/0"), FakeClient.NOW).orElseThrow();
    assertThat(left.clusters()).extracting(ClusterCentroid::due).containsExactly(3, 1);
  }

  @Test
  void nobodyWaitsForAClientThatLeft() {
    GlobalClustering clustering = begun(LOSSES);
    vote(clustering, "a", 1, 1, 2);
    vote(clustering, "b", 1, 1, 2);
    vote(clustering, "c", 1, 2, 1);
    ClusterState state = clustering.withdraw(SlotId.parse("d/0"), FakeClient.NOW).orElseThrow();
    assertThat(state.round()).isEqualTo(1);
    assertThat(state.assignments().values()).containsExactly(C0, C0, C1);
  }

  @Test
  void aLateSlotTakesPartFromItsFirstRoundOn() {
    GlobalClustering clustering = begun(LOSSES);
    ClusterState joined = vote(clustering, "e", 0).orElseThrow();
    assertThat(joined.epoch()).isEqualTo(1);
    assertThat(joined.assignments()).containsKey(SlotId.parse("e/0"));
    for (String client : List.of("a", "b", "c", "d")) {
      assertThat(vote(clustering, client, 1, 1, 2)).isEmpty();
    }
    assertThat(vote(clustering, "e", 1, 1, 2).orElseThrow().round()).isEqualTo(1);
  }

  @Test
  void goesOnFromWhatWasStored() {
    GlobalClustering clustering = begun(LOSSES);
    vote(clustering, "a", 1, 1, 2);
    vote(clustering, "b", 1, 2, 1);
    vote(clustering, "c", 1, 1, 2);
    var again =
        new GlobalClustering(
            LOSSES,
            new ClusteringMemory(
                announced, clustering.state().orElseThrow(), clustering.nextCluster(), Map.of()));
    Optional<ClusterState> state = vote(again, "d", 1, 2, 1);
    assertThat(state).isPresent().isEqualTo(vote(clustering, "d", 1, 2, 1));
  }

  private GlobalClustering begun(FederationSpec spec) {
    var clustering = new GlobalClustering(spec);
    for (String client : List.of("a", "b", "c", "d")) {
      vote(clustering, client, 0);
    }
    return clustering;
  }

  private Optional<ClusterState> vote(
      GlobalClustering clustering, String client, int round, float... signature) {
    float[] centroid = {client.charAt(0) - 'a', 1};
    var embedding =
        new TaskEmbedding(
            SlotId.parse(client + "/0"),
            1,
            LOSSES.baseModel(),
            5,
            centroid,
            0.1,
            FakeClient.NOW,
            new GroupingSignal(round, signature));
    announced.removeIf(earlier -> earlier.slot().equals(embedding.slot()));
    announced.add(embedding);
    return clustering.announce(embedding, FakeClient.NOW);
  }
}
