package io.tributary.aggregation.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.aggregation.ledger.LedgerFixture;
import io.tributary.aggregation.ledger.decide.LedgerRecord;
import io.tributary.aggregation.ledger.decide.VersionStep.WindowClosed;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.WindowSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A member that stays away costs a window's time now and then, not every window's. */
class AttendanceTest {
  private static final Duration SPAN = Duration.ofMinutes(9);
  private static final String DIGEST = AdapterChunks.digestOf(List.of(LedgerFixture.MERGED));
  private static final WindowSettings WINDOW =
      WindowSettings.rounds().closingAfter(SPAN).withQuorum(0.5);

  private final LedgerFixture fixture = LedgerFixture.with(WINDOW, "a/0", "b/0", "c/0", "mute/0");
  private long sequence;
  private int published;

  @Test
  void waitsOnlyOnceForAMemberThatNeverReports() {
    assertThat(closes(report("a/0", "b/0", "c/0"))).isFalse();
    assertThat(closes(fixture.tickAfter(SPAN))).isTrue();
    publish();
    for (int round = 2; round < 40; round++) {
      assertThat(closes(report("a/0", "b/0", "c/0"))).describedAs("round " + round).isTrue();
      publish();
    }
  }

  @Test
  void waitsAgainForAMemberThatReports() {
    closeWithout("mute/0");
    report("a/0", "b/0", "mute/0");
    assertThat(closes(report("c/0"))).isTrue();
    publish();
    assertThat(closes(report("a/0", "b/0", "c/0"))).isFalse();
  }

  /** Otherwise one report would buy it every second window. */
  @Test
  void mustReportToMoreWindowsTheOftenerAMemberStaysAway() {
    closeWithout("mute/0");
    reportAll();
    closeWithout("mute/0");
    for (int round = 0; round < Attendance.MISSED - 1; round++) {
      reportAll();
    }
    assertThat(closes(report("a/0", "b/0", "c/0"))).isTrue();
    publish();
    for (int round = 0; round < 2; round++) {
      reportAll();
    }
    assertThat(closes(report("a/0", "b/0", "c/0"))).isFalse();
  }

  /** While most are away, whoever is left would make versions alone and at any speed. */
  @Test
  void waitsForItsTimeWhereFewerThanTheQuorumReport() {
    closeWithout("b/0", "c/0", "mute/0");
    assertThat(closes(report("a/0"))).isFalse();
    assertThat(closes(fixture.tickAfter(SPAN.minusMillis(1)))).isFalse();
    assertThat(closes(fixture.tickAfter(Duration.ofMillis(1)))).isTrue();
  }

  @Test
  void remembersWhoIsAbsentWhenItIsRestored() {
    closeWithout("mute/0");
    fixture.restore();
    assertThat(closes(report("a/0", "b/0", "c/0"))).isTrue();
  }

  @Test
  void waitsForEveryoneInEveryWindowWhereTheContractKnowsNoQuorum() {
    var before = LedgerFixture.with(WindowSettings.rounds().closingAfter(SPAN), "a/0", "mute/0");
    before.update("a/0", 1, before.initial());
    assertThat(closes(before.tickAfter(SPAN))).isTrue();
    before.merged(1);
    assertThat(closes(before.update("a/0", 2, before.initial()))).isFalse();
  }

  /** One slot of nine stays away from every window, each time another one. */
  @Test
  void aClientCannotKeepWindowsWaitingWithOneSlotAfterTheOther() {
    var attendance = new Attendance();
    var slots = new TreeSet<SlotId>();
    IntStream.range(0, 9).forEach(index -> slots.add(new SlotId(new ClientId("many"), index)));
    int waited = 0;
    for (int window = 0; window < 40; window++) {
      SlotId away = new SlotId(new ClientId("many"), window % 9);
      waited += attendance.isAbsent(away) ? 0 : 1;
      var reported = new TreeSet<>(slots);
      reported.remove(away);
      attendance.closed(slots, reported);
    }
    assertThat(waited).isEqualTo(1);
  }

  /** A forged word about the members says that there are none. */
  @Test
  void aWindowDoesNotCloseBecauseNobodyIsExpected() {
    report("a/0");
    assertThat(closes(fixture.members(1))).isFalse();
    assertThat(closes(fixture.members(1, "a/0", "b/0", "c/0", "mute/0"))).isFalse();
    assertThat(closes(report("b/0", "c/0", "mute/0"))).isTrue();
  }

  /** One that is ahead would use up the time of all others, and have whole versions for itself. */
  @Test
  void theTimeOfAWindowBeginsWhenTheVersionBeforeItIsPublished() {
    report("a/0");
    fixture.update("a/0", 2, fixture.initial());
    report("b/0", "c/0");
    assertThat(closes(fixture.tickAfter(SPAN))).isTrue();
    publish();
    fixture.restore();
    assertThat(closes(fixture.tickAfter(SPAN.minusMillis(1)))).isFalse();
    assertThat(closes(fixture.tickAfter(Duration.ofMillis(1)))).isTrue();
  }

  @Test
  void refusesStoredValuesThatItNeverWrites() {
    SlotId slot = SlotId.parse("a/0");
    assertThatThrownBy(() -> new Attendance().restore(slot, 16))
        .hasMessage("what a/0 owes must be in 1..15, was 16");
    assertThatThrownBy(() -> new Attendance().restore(slot, 0)).hasMessageContaining("was 0");
  }

  private void reportAll() {
    report("mute/0", "a/0", "b/0", "c/0");
    publish();
  }

  private void closeWithout(String... missing) {
    for (String slot : List.of("a/0", "b/0", "c/0", "mute/0")) {
      if (!List.of(missing).contains(slot)) {
        report(slot);
      }
    }
    assertThat(closes(fixture.tickAfter(SPAN))).isTrue();
    publish();
  }

  private List<LedgerRecord> report(String... slots) {
    sequence++;
    var records = new ArrayList<LedgerRecord>();
    for (String slot : slots) {
      records.addAll(fixture.update(slot, sequence, base()));
    }
    return records;
  }

  /** The newest version, so that no update is stale. */
  private AdapterVersion base() {
    return published == 0
        ? fixture.initial()
        : new AdapterVersion(LedgerFixture.C0, 1, published, DIGEST);
  }

  private void publish() {
    published++;
    fixture.merged(published);
  }

  private static boolean closes(List<LedgerRecord> records) {
    return records.stream().anyMatch(WindowClosed.class::isInstance);
  }
}
