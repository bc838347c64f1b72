package io.tributary.schemas.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.WorkerReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordsTest {
  private static final SlotId SLOT = SlotId.parse("a/0");

  @Test
  void keepTimesToTheMillisecond() {
    Instant precise = Instant.parse("2026-11-20T08:30:15.123456789Z");
    var report =
        new WorkerReport(new ClientId("a"), WorkerReport.Phase.TRAINING, 0, Map.of(), precise);

    assertThat(report.at()).isEqualTo(Instant.parse("2026-11-20T08:30:15.123Z"));
  }

  @Test
  void areEqualWhenTheirArraysHoldTheSame() {
    var update = new UpdateId(SLOT, 1);
    var key = new ChunkKey(new ClusterId(1), 0);

    assertThat(new UpdateChunk(update, key, new byte[] {1}))
        .isEqualTo(new UpdateChunk(update, key, new byte[] {1}))
        .hasSameHashCodeAs(new UpdateChunk(update, key, new byte[] {1}))
        .isNotEqualTo(new UpdateChunk(update, key, new byte[] {2}));
    assertThat(new ClusterCentroid(new ClusterId(1), new float[] {1}, 0))
        .isEqualTo(new ClusterCentroid(new ClusterId(1), new float[] {1}, 0))
        .isNotEqualTo(new ClusterCentroid(new ClusterId(1), new float[] {2}, 0));
  }

  @Test
  void refuseASlotOutsideItsClient() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new TaskEmbedding(
                    SlotId.parse("a/2"), 2, "base", 1, new float[1], 0, Instant.EPOCH))
        .withMessage("slot a/2 is outside its client's 2 slots");
  }

  /** A manifest that tells of more would not fit a record. */
  @Test
  void agreementIsMeasuredOnSoManyModules() {
    assertThat(measuring(4096).merge().agreement()).isEqualTo(AgreementMode.PLAIN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> measuring(4097))
        .withMessage(
            "target modules must be <= 4096 where merge.agreement is not off, as manifests tell of"
                + " each, were 4097: adapt fewer layers, or measure no agreement");
  }

  private static FederationSpec measuring(int targetModules) {
    List<TargetModule> all =
        IntStream.range(0, targetModules)
            .mapToObj(module -> new TargetModule("layer." + module, 1, 1))
            .toList();
    return new FederationSpec(
        "clinics",
        "base",
        1,
        new AdapterLayout(1, 1, all),
        1,
        new ClusteringSettings(ClusteringSettings.Mode.ONE, 1, 1, 1.5, 1, 1),
        WindowSettings.rounds(),
        MergeSettings.defaults().with(AgreementMode.PLAIN));
  }

  @Test
  void windowsNameTheSettingThatIsOutOfBounds() {
    WindowSettings rounds = WindowSettings.rounds();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new WindowSettings(
                    rounds.close(),
                    -1,
                    rounds.span(),
                    Duration.ZERO,
                    Duration.ZERO,
                    0,
                    rounds.staleness(),
                    rounds.weighting(),
                    0,
                    NormSettings.none()))
        .withMessage("window.min-updates must be >= 0, was -1");
  }

  @Test
  void refuseAReasonThatEveryLedgerWouldHaveToKeep() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OperatorDecision("me", "w".repeat(501)))
        .withMessage(
            "author and reason of a decision must be at most 500 characters, were 2 and 501");
  }

  @Test
  void normsNameTheSettingThatIsOutOfBounds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NormSettings(-1, 0, 0, 0.9, 100, 20))
        .withMessage("window.max-norm must be >= 0 (0: none), was -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NormSettings(0, 0.5, 0, 0.9, 100, 20))
        .withMessage("window.norm-bound-factor must be 0 (none) or >= 1, was 0.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NormSettings(0, 4, Double.NaN, 0.9, 100, 20))
        .withMessage("window.norm-clip-factor must be 0 (none) or >= 1, was NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NormSettings(0, 4, 2, 0, 100, 20))
        .withMessage("window.norm-quantile must be in (0, 1], was 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NormSettings(0, 4, 2, 0.9, 1_001, 20))
        .withMessage("window.norm-remembered must be in 1..1000, was 1001");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NormSettings(0, 4, 2, 0.9, 100, 101))
        .withMessage("window.norm-minimum must be in 1..window.norm-remembered = 100, was 101");
  }
}
