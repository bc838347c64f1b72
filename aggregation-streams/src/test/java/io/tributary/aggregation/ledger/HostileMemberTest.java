package io.tributary.aggregation.ledger;

import static io.tributary.aggregation.ledger.LedgerFixture.C0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.aggregation.ledger.decide.LedgerLimits;
import io.tributary.aggregation.ledger.decide.LedgerRecord;
import io.tributary.aggregation.ledger.decide.VersionStep;
import io.tributary.schemas.event.ChunkReply.ChunkMeasured;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import io.tributary.schemas.spec.WindowSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A member with an ordinary member's rights takes no room and no window from the others. */
class HostileMemberTest {
  private static final Duration WAIT = Duration.ofMinutes(10);

  @Test
  void aSlotHasNoMoreUndecidedUpdatesThanItMayNeed() {
    var fixture = LedgerFixture.rounds("a/0", "m/0");
    int bound = LedgerLimits.UNDECIDED_OF_A_SLOT;
    for (int sequence = 1; sequence <= bound; sequence++) {
      assertThat(refusals(fixture.manifest("m/0", sequence, fixture.initial(), 1))).isEmpty();
    }
    assertThat(refusals(fixture.manifest("m/0", bound + 1, fixture.initial(), 1)))
        .extracting(LedgerEntry::update, LedgerEntry::reason)
        .containsExactly(tuple(id("m/0"), RejectReason.CHUNK_MISSING));
    assertThat(fixture.store().keySet().stream().filter(key -> key.startsWith("pending/")))
        .hasSize(bound);
  }

  /** Before, whoever came when the room was full was given up. */
  @Test
  void whoFillsTheRoomLosesItToTheOthers() {
    var limits = new LedgerLimits(12, 10, WAIT, WAIT);
    var fixture = new LedgerFixture(WindowSettings.rounds(), limits);
    fixture.members(1, "a/0", "m/0", "m/1", "m/2");
    for (String slot : List.of("m/0", "m/1", "m/2")) {
      for (int sequence = 1; sequence <= 6; sequence++) {
        fixture.manifest(slot, sequence, fixture.initial(), 1);
      }
    }
    List<LedgerRecord> records = fixture.update("a/0", 1, fixture.initial());
    assertThat(records).anyMatch(LedgerRecord.Accepted.class::isInstance);
    assertThat(refusals(records))
        .allMatch(entry -> entry.update().slot().client().value().equals("m"));
  }

  @Test
  void aClientWithManySlotsHasItsEvenShareOfAWindowThatCannotTakeAll() {
    var fixture = filtered(4);
    fixture.members(1, "a/0", "b/0", "m/0", "m/1", "m/2", "m/3");
    for (String slot : List.of("m/0", "m/1", "m/2", "m/3")) {
      fixture.update(slot, 1, fixture.initial());
      fixture.update(slot, 2, fixture.initial());
    }
    assertThat(fixture.versionInTheMaking()).isZero();
    fixture.update("a/0", 1, fixture.initial());
    List<LedgerRecord> last = fixture.update("b/0", 1, fixture.initial());
    assertThat(last)
        .filteredOn(VersionStep.WindowClosed.class::isInstance)
        .singleElement()
        .extracting(record -> ((VersionStep.WindowClosed) record).updates())
        .isEqualTo(List.of(id("a/0"), id("b/0"), id("m/0")));
  }

  /** Where all fit, everybody's slots count. */
  @Test
  void aClientMayHaveAllSlotsWhereTheWindowTakesAll() {
    var fixture = filtered(4);
    fixture.members(1, "a/0", "m/0", "m/1", "m/2");
    for (String slot : List.of("m/0", "m/1", "m/2")) {
      assertThat(refusals(fixture.update(slot, 1, fixture.initial()))).isEmpty();
    }
  }

  /** What chooses goes by positions: two orders of one window would end it at every start. */
  @Test
  void distancesInAnotherOrderOrWithoutEndAreRefused() {
    var fixture = filtered(10);
    fixture.members(1, "a/0", "b/0", "c/0");
    for (String slot : List.of("a/0", "b/0", "c/0")) {
      fixture.update(slot, 1, fixture.initial());
    }
    List<UpdateId> order = List.of(id("a/0"), id("b/0"), id("c/0"));
    List<UpdateId> other = List.of(id("b/0"), id("a/0"), id("c/0"));
    List<Double> squares = List.of(1.0, 2.0, 1.0);
    assertThat(fixture.ledger.refuse(new ChunkMeasured(C0, 1, 0, other, squares))).isPresent();
    var endless = List.of(1.0, Double.POSITIVE_INFINITY, 1.0);
    assertThat(fixture.ledger.refuse(new ChunkMeasured(C0, 1, 0, order, endless))).isPresent();
    assertThat(fixture.ledger.refuse(new ChunkMeasured(C0, 1, 0, order, squares))).isEmpty();
  }

  private static LedgerFixture filtered(int room) {
    var merge = new MergeSettings("filtered-mean", 1, 0, 0.6, room, OptimizerSettings.none());
    return new LedgerFixture(WindowSettings.rounds(), merge, LedgerLimits.defaults());
  }

  private static UpdateId id(String slot) {
    return UpdateId.parse(slot + "#1");
  }

  private static List<LedgerEntry> refusals(List<LedgerRecord> records) {
    return records.stream()
        .filter(LedgerRecord.Quarantined.class::isInstance)
        .map(record -> ((LedgerRecord.Quarantined) record).entry())
        .toList();
  }
}
