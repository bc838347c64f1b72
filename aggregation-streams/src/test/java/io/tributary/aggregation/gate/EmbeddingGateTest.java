package io.tributary.aggregation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.Federations;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.geometry.VectorGeometry;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.ClusteringSettings.Mode;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MembershipSettings;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.TaskEmbedding.GroupingSignal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What slots say of their text, and of their rounds. */
class EmbeddingGateTest {
  private static final FederationSpec LOSSES =
      Federations.rounds(new ClusteringSettings(Mode.LOSSES, 2, 1, 1.5, 1, 1));
  private static final FederationSpec TASKS =
      Federations.rounds(Federations.tasks(2, 1))
          .with(new MembershipSettings(MembershipSettings.Mode.UNSIGNED, 256, 0));

  @Property
  void takesTheMeanOfAnyEmbeddingsOfLengthOne(
      @ForAll @Size(min = 1, max = 200) List<@DoubleRange(min = 0, max = 1.5) Double> angles) {
    float[][] points = new float[angles.size()][];
    for (int i = 0; i < points.length; i++) {
      points[i] = new float[] {(float) Math.cos(angles.get(i)), (float) Math.sin(angles.get(i))};
    }
    float[] mean = VectorGeometry.mean(points);
    assertThat(refused(mean, VectorGeometry.spread(points, mean))).isEmpty();
  }

  @Test
  void refusesWhatIsNoMeanOfEmbeddings() {
    float huge = Float.MAX_VALUE;
    assertThat(refused(new float[] {huge, -huge}, 0.1)).contains(RejectReason.BAD_EMBEDDING);
    assertThat(refused(new float[] {0, 0}, 1)).contains(RejectReason.BAD_EMBEDDING);
    assertThat(refused(new float[] {0.009f, 0}, 1)).contains(RejectReason.BAD_EMBEDDING);
    assertThat(refused(new float[] {0.011f, 0}, 1)).isEmpty();
    assertThat(refused(new float[] {1.0009f, 0}, 0)).isEmpty();
    assertThat(refused(new float[] {1.0011f, 0}, 0)).contains(RejectReason.BAD_EMBEDDING);
  }

  @Test
  void theSpreadFollowsFromTheNorm() {
    float[] centroid = {0.6f, 0};
    assertThat(refused(centroid, 0.8)).isEmpty();
    for (double spread : new double[] {0, 0.78, 0.82, 2, -0.8, Double.NaN, 1e300}) {
      assertThat(refused(centroid, spread)).contains(RejectReason.BAD_EMBEDDING);
    }
  }

  @Test
  void numbersAreSane() {
    float[] one = {0, 1};
    Instant now = FakeClient.NOW;
    long most = SampleWeight.MAX_SAMPLES;
    assertThat(refused(256, most, one, 0, now)).isEmpty();
    assertThat(refused(257, 5, one, 0, now)).contains(RejectReason.TOO_MANY_SLOTS);
    assertThat(refused(1, most + 1, one, 0, now)).contains(RejectReason.BAD_EMBEDDING);
    for (long at : new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE}) {
      assertThat(refused(1, 5, one, 0, Instant.ofEpochMilli(at)))
          .contains(RejectReason.BAD_EMBEDDING);
    }
  }

  @Test
  void aSignatureIsNoWeapon() {
    assertThat(refused(LOSSES, new GroupingSignal(3, new float[] {1e6f, -1e6f}))).isEmpty();
    assertThat(refused(LOSSES, new GroupingSignal(3, new float[] {1, 1.1e6f}))).isPresent();
  }

  @Test
  void whoSaysNothingMayJoin() {
    assertThat(refused(LOSSES, GroupingSignal.NONE)).isEmpty();
    assertThat(refused(TASKS, GroupingSignal.NONE)).isEmpty();
  }

  @Test
  void aSignatureIsAsLongAsItsClusteringNeeds() {
    assertThat(refused(LOSSES, new GroupingSignal(3, new float[] {1, 2}))).isEmpty();
    assertThat(refused(LOSSES, new GroupingSignal(3, new float[] {1, 2, 3})))
        .contains(
            new Rejection(
                RejectReason.WRONG_LAYOUT,
                "signature after 3 rounds must have 2 values with clustering by LOSSES, had 3"));
    assertThat(refused(LOSSES, new GroupingSignal(0, new float[] {1, 2}))).isPresent();
    assertThat(refused(TASKS, new GroupingSignal(3, new float[] {1}))).isPresent();
  }

  @Test
  void aSignatureIsFinite() {
    assertThat(refused(LOSSES, new GroupingSignal(3, new float[] {1, Float.NaN})))
        .contains(
            new Rejection(RejectReason.NOT_FINITE, "signature value 1 must be finite, was NaN"));
  }

  private static Optional<Rejection> refused(FederationSpec spec, GroupingSignal groupingSignal) {
    var embedding =
        new TaskEmbedding(
            SlotId.parse("a/0"),
            1,
            spec.baseModel(),
            5,
            new float[] {0, 1},
            0,
            FakeClient.NOW,
            groupingSignal);
    return new EmbeddingGate(spec).refuse(embedding);
  }

  private static Optional<RejectReason> refused(float[] centroid, double spread) {
    return refused(1, 5, centroid, spread, FakeClient.NOW);
  }

  private static Optional<RejectReason> refused(
      int clientSlots, long samples, float[] centroid, double spread, Instant at) {
    var embedding =
        new TaskEmbedding(
            SlotId.parse("a/0"), clientSlots, TASKS.baseModel(), samples, centroid, spread, at);
    return new EmbeddingGate(TASKS).refuse(embedding).map(Rejection::reason);
  }
}
