package io.tributary.aggregation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.Federations;
import io.tributary.schemas.event.ClusteringSettings;
import io.tributary.schemas.event.ClusteringSettings.Mode;
import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.TaskEmbedding;
import io.tributary.schemas.event.TaskEmbedding.Vote;
import io.tributary.schemas.id.SlotId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What slots say of their rounds; centroids are tested with the topology. */
class EmbeddingGateTest {
  private static final FederationSpec LOSSES =
      Federations.rounds(new ClusteringSettings(Mode.LOSSES, 2, 1, 1.5, 1, 1));
  private static final FederationSpec TASKS = Federations.rounds(Federations.tasks(2, 1));

  @Test
  void whoSaysNothingMayJoin() {
    assertThat(refused(LOSSES, Vote.NONE)).isEmpty();
    assertThat(refused(TASKS, Vote.NONE)).isEmpty();
  }

  @Test
  void aSignatureIsAsLongAsItsClusteringNeeds() {
    assertThat(refused(LOSSES, new Vote(3, new float[] {1, 2}))).isEmpty();
    assertThat(refused(LOSSES, new Vote(3, new float[] {1, 2, 3})))
        .contains(
            new Rejection(
                RejectReason.WRONG_LAYOUT,
                "signature after 3 rounds must have 2 values with clustering by LOSSES, had 3"));
    assertThat(refused(LOSSES, new Vote(0, new float[] {1, 2}))).isPresent();
    assertThat(refused(LOSSES, new Vote(-1, new float[] {1, 2}))).isPresent();
    assertThat(refused(TASKS, new Vote(3, new float[] {1}))).isPresent();
  }

  @Test
  void aSignatureIsFinite() {
    assertThat(refused(LOSSES, new Vote(3, new float[] {1, Float.NaN})))
        .contains(
            new Rejection(RejectReason.NOT_FINITE, "signature value 1 must be finite, was NaN"));
  }

  private static Optional<Rejection> refused(FederationSpec spec, Vote vote) {
    var embedding =
        new TaskEmbedding(
            SlotId.parse("a/0"),
            1,
            spec.baseModel(),
            5,
            new float[spec.embeddingSize()],
            0,
            FakeClient.NOW,
            vote);
    return new EmbeddingGate(spec).refuse(embedding);
  }
}
