package io.tributary.aggregation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.FakeClient;
import io.tributary.aggregation.topology.Federations;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.ChunkReply.ChunkInspected;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.update.UpdateManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class NormRulesTest {
  private static final ClusterId C0 = new ClusterId(0);

  @Test
  void aFixedBoundHoldsFromTheFirstUpdate() {
    var rules = rules(0, new NormSettings(5, 0, 0, 0.9, 100, 20));
    assertThat(rules.bounded(measured(25))).isEmpty();
    assertThat(rules.bounded(measured(25.1)))
        .hasValueSatisfying(
            rejection -> {
              assertThat(rejection.reason()).isEqualTo(RejectReason.NORM_BOUND);
              assertThat(rejection.detail()).contains("<= 5.0 (window.max-norm)");
            });
  }

  @Test
  void theAdaptiveBoundIsAFactorOfWhatIsUsualOnceThatIsKnown() {
    var rules = rules(0, new NormSettings(0, 4, 0, 0.9, 100, 20));
    assertThat(rules.bounded(measured(1e6))).isEmpty();
    assertThat(rules.bounded(measured(OptionalDouble.of(0.5), 4))).isEmpty();
    assertThat(rules.bounded(measured(OptionalDouble.of(0.5), 4.1)))
        .hasValueSatisfying(
            rejection ->
                assertThat(rejection.detail())
                    .startsWith(
                        "norm must be <= 2.0, 4.0 times the cluster's usual 0.5, was 2.02"));
  }

  @Test
  void clipsToTheSmallerOfTheFixedBoundAndAFactorOfWhatIsUsual() {
    var rules = rules(3, new NormSettings(0, 0, 2, 0.9, 100, 20));
    assertThat(rules.clip(measured(9))).isEqualTo(1);
    assertThat(rules.clip(measured(36))).isEqualTo(0.5);
    assertThat(rules.clip(measured(OptionalDouble.of(0.75), 36))).isEqualTo(0.25);
    assertThat(rules.clip(measured(OptionalDouble.of(100), 36))).isEqualTo(0.5);
  }

  @Test
  void nothingIsBoundedOrClippedWithoutSettings() {
    var rules = rules(0, NormSettings.none());
    CandidateUpdate huge = measured(OptionalDouble.of(1e-9), 1e12);
    assertThat(rules.bounded(huge)).isEmpty();
    assertThat(rules.clip(huge)).isEqualTo(1);
  }

  @Test
  void theNormIsMeasuredOverAllChunks() {
    assertThat(measured(9, 7).norm()).isEqualTo(4);
  }

  private static NormRules rules(double clipNorm, NormSettings norms) {
    return new NormRules(Federations.rounds(clipNorm, norms));
  }

  private static CandidateUpdate measured(double... squares) {
    return measured(OptionalDouble.empty(), squares);
  }

  /** The manifest claims a norm of zero, which nobody believes. */
  private static CandidateUpdate measured(OptionalDouble usual, double... squares) {
    FederationSpec spec =
        Federations.spec(Federations.SMALL, Federations.one(1), WindowSettings.rounds());
    UpdateManifest manifest =
        FakeClient.of(spec, "a", 0, 1, 10)
            .update(1, new AdapterVersion(C0, 0, 0, "00".repeat(8)), 1, new float[20])
            .manifest();
    List<ChunkInspected> chunks = new ArrayList<>();
    for (double square : squares) {
      chunks.add(
          new ChunkInspected(
              C0, manifest.id(), chunks.size(), "", 80, square, RejectReason.NONE, ""));
    }
    return new CandidateUpdate(manifest, FakeClient.NOW, chunks, 1, 0, Map.of(), 0, usual, false);
  }
}
