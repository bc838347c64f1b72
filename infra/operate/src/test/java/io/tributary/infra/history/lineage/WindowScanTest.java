package io.tributary.infra.history.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.infra.history.Entries;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import org.junit.jupiter.api.Test;

class WindowScanTest {
  private final Entries log = new Entries();
  private final WindowScan second = new WindowScan(Entries.C0, 2);

  @Test
  void aWindowHoldsWhatWasAcceptedForItsVersionAlone() {
    second.accept(log.accepted("a/0#1", 1));
    second.accept(log.accepted("a/0#2", 2));
    second.accept(log.entry("x/0#1", new ClusterId(1), Verdict.ACCEPTED, RejectReason.NONE, "", 2));
    second.accept(log.accepted("b/0#2", 2));
    second.accept(log.accepted("a/0#3", 3));
    assertThat(second.taken().keySet())
        .containsExactly(UpdateId.parse("a/0#2"), UpdateId.parse("b/0#2"));
  }

  @Test
  void whatWasSetAsideBetweenItsNeighboursIsLeftOut() {
    second.accept(log.quarantined("early/0#1", RejectReason.NORM_BOUND));
    second.accept(log.accepted("a/0#1", 1));
    second.accept(log.quarantined("bad/0#2", RejectReason.NOT_FINITE));
    second.accept(log.accepted("a/0#2", 2));
    second.accept(log.quarantined("late/0#3", RejectReason.NORM_BOUND));
    second.accept(log.accepted("a/0#3", 3));
    assertThat(second.leftOut())
        .extracting(left -> left.decision().value().update().toString())
        .containsExactly("bad/0#2");
  }

  @Test
  void itsStretchStartsAfterTheLastUpdateOfTheWindowBefore() {
    second.accept(log.quarantined("older/0#1", RejectReason.NORM_BOUND));
    second.accept(log.accepted("ahead/0#2", 2));
    second.accept(log.quarantined("bad/0#1", RejectReason.NORM_BOUND));
    second.accept(log.accepted("slow/0#1", 1));
    second.accept(log.quarantined("worse/0#2", RejectReason.NORM_BOUND));
    second.accept(log.accepted("slow/0#2", 2));
    assertThat(second.taken()).hasSize(2);
    assertThat(second.leftOut())
        .extracting(left -> left.decision().value().update().toString())
        .containsExactly("worse/0#2");
  }

  @Test
  void whatAStrategyDidNotChooseIsLeftOutWhenItComesMuchLater() {
    second.accept(log.accepted("a/0#2", 2));
    second.accept(log.accepted("b/0#2", 2));
    second.accept(log.accepted("a/0#4", 4));
    second.accept(log.decided("b/0#2", Verdict.LEFT_OUT, "krum chose 1 others for version 2"));
    second.accept(log.decided("z/0#9", Verdict.LEFT_OUT, "krum chose 1 others for version 4"));
    assertThat(second.leftOut())
        .extracting(left -> left.decision().value().detail(), LeftOutUpdate::countedIn)
        .containsExactly(tuple("krum chose 1 others for version 2", 0));
  }

  @Test
  void whatWasReleasedNamesTheVersionThatTookItUp() {
    second.accept(log.accepted("a/0#1", 1));
    second.accept(log.quarantined("bad/0#2", RejectReason.NORM_BOUND));
    second.accept(log.quarantined("soon/0#2", RejectReason.NORM_BOUND));
    second.accept(log.accepted("soon/0#2", 2));
    second.accept(log.accepted("bad/0#2", 5));
    assertThat(second.leftOut())
        .extracting(left -> left.decision().value().update().toString(), LeftOutUpdate::countedIn)
        .containsExactly(tuple("bad/0#2", 5));
  }
}
