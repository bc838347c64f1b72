package io.tributary.infra.history.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.history.Entries;
import io.tributary.infra.history.PositionedRecord;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.id.UpdateId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LineageTest {
  private final Entries log = new Entries();

  @Test
  void everyContributionHasItsShareAndWhatTheLogStillKnowsOfIt() {
    var window = new WindowScan(Entries.C0, 2);
    var decision = log.accepted("a/0#2", 2);
    window.accept(decision);
    var chunk = new RecordPosition("f.update-chunks", 1, 9);
    Lineage lineage =
        Lineage.of(
            log.version(2, "a/0#2", "b/0#2"),
            new TreeMap<>(),
            window,
            Map.of(),
            Map.of(UpdateId.parse("a/0#2"), new TreeMap<>(Map.of(0, chunk))),
            List.of());
    assertThat(lineage.merged()).extracting(MergedUpdate::share).containsExactly(0.5, 0.5);
    assertThat(lineage.merged().get(0).decision()).hasValue(decision);
    assertThat(lineage.merged().get(0).chunks()).containsExactly(chunk);
    assertThat(lineage.merged().get(1).decision()).isEmpty();
    assertThat(lineage.merged().get(1).chunks()).containsExactly(RecordPosition.UNKNOWN);
    assertThat(lineage.chunks()).containsExactly(RecordPosition.UNKNOWN);
  }

  @Test
  void aChainIsBrokenWhereAVersionDoesNotNameTheOneBefore() {
    assertThat(chain(log.version(3), List.of(log.version(2), log.version(1))).isUnbroken())
        .isTrue();
    assertThat(chain(log.version(3), List.of(log.version(1))).isUnbroken()).isFalse();
  }

  private static Lineage chain(
      PositionedRecord<AdapterManifest> newest, List<PositionedRecord<AdapterManifest>> before) {
    return new Lineage(newest, List.of(), List.of(), List.of(), before);
  }
}
