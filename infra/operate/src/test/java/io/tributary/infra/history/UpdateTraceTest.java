package io.tributary.infra.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.history.UpdateTrace.Stage;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.UpdateId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpdateTraceTest {
  private final Entries log = new Entries();

  @Test
  void eachDecisionMovesTheUpdateOn() {
    var quarantined = log.quarantined("a/0#1", RejectReason.NORM_BOUND);
    var released = log.decided("a/0#1", Verdict.RELEASED, "released by mira");
    var copy = log.decided("a/0#1", Verdict.DUPLICATE, "same id as before");
    var accepted = log.accepted("a/0#1", 4);
    assertThat(stage(List.of(quarantined))).isEqualTo(Stage.QUARANTINED);
    assertThat(stage(List.of(quarantined, copy))).isEqualTo(Stage.QUARANTINED);
    assertThat(stage(List.of(quarantined, released))).isEqualTo(Stage.WAITING);
    assertThat(stage(List.of(quarantined, released, accepted))).isEqualTo(Stage.ACCEPTED);
    assertThat(stage(List.of(log.decided("a/0#1", Verdict.DISCARDED, ""))))
        .isEqualTo(Stage.DISCARDED);
  }

  @Test
  void aPublishedVersionHoldsItUnlessTheStrategyChoseOthers() {
    var accepted = log.accepted("a/0#1", 4);
    var leftOut = log.decided("a/0#1", Verdict.LEFT_OUT, "krum chose 2 others for version 4");
    PositionedRecord<AdapterManifest> version = log.version(4, "a/0#1", "b/0#1");
    UpdateTrace merged = trace(List.of(accepted), Optional.of(version), true);
    assertThat(merged.stage()).isEqualTo(Stage.MERGED);
    assertThat(merged.contribution().orElseThrow().weight()).isEqualTo(2560);
    assertThat(
            trace(List.of(accepted, leftOut), Optional.of(log.version(4, "b/0#1")), true).stage())
        .isEqualTo(Stage.LEFT_OUT);
  }

  @Test
  void aVersionWhoseManifestIsGoneStillHoldsIt() {
    assertThat(trace(List.of(log.accepted("a/0#1", 4)), Optional.empty(), true).stage())
        .isEqualTo(Stage.MERGED);
  }

  private static Stage stage(List<PositionedRecord<LedgerEntry>> decisions) {
    return trace(decisions, Optional.empty(), false).stage();
  }

  private static UpdateTrace trace(
      List<PositionedRecord<LedgerEntry>> decisions,
      Optional<PositionedRecord<AdapterManifest>> version,
      boolean published) {
    return new UpdateTrace(
        UpdateId.parse("a/0#1"), List.of(), List.of(), List.of(), decisions, version, published);
  }
}
