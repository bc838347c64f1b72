package io.tributary.aggregation.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.ledger.decide.LedgerRecord;
import io.tributary.aggregation.ledger.decide.LedgerRecord.Accepted;
import io.tributary.aggregation.ledger.decide.LedgerRecord.Discarded;
import io.tributary.aggregation.ledger.decide.LedgerRecord.Quarantined;
import io.tributary.aggregation.ledger.decide.LedgerRecord.Released;
import io.tributary.aggregation.ledger.decide.LedgerRecord.Repeated;
import io.tributary.aggregation.ledger.decide.VersionStep;
import io.tributary.aggregation.ledger.state.RecentNorms;
import io.tributary.aggregation.ledger.store.LedgerReader;
import io.tributary.aggregation.topology.Federations;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.spec.NormSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people decide about updates in quarantine. */
class RulingTest {
  private static final NormSettings AT_MOST_TWO = new NormSettings(2, 0, 0, 1, 10, 1);

  private final LedgerFixture fixture =
      LedgerFixture.with(Federations.rounds(0, AT_MOST_TWO), "a/0", "b/0");
  private final AdapterVersion initial = fixture.initial();

  @Test
  void aReleasedUpdateCountsOnceItsChunksHaveCome() {
    tooLarge("a/0", 1);
    List<LedgerRecord> released = fixture.release("a/0", 1, initial);
    assertThat(find(released, Released.class).orElseThrow().entry().detail())
        .isEqualTo("released by mira: a new ward joined");
    assertThat(find(released, Accepted.class)).isEmpty();
    Accepted accepted = find(fixture.chunk("a/0", 1, initial), Accepted.class).orElseThrow();
    assertThat(accepted.entry().version()).isEqualTo(1);
    assertThat(accepted.entry().norm()).isEqualTo(3);
    assertThat(accepted.entry().detail()).isEqualTo("released by mira: a new ward joined");
  }

  @Test
  void itEntersTheThenOpenWindowWithItsStalenessAtThatTime() {
    tooLarge("a/0", 1);
    fixture.sumOfSquares = 1;
    fixture.update("b/0", 1, initial);
    fixture.merged(1);
    fixture.release("a/0", 1, initial);
    Accepted accepted = find(fixture.chunk("a/0", 1, initial), Accepted.class).orElseThrow();
    assertThat(accepted.entry().version()).isEqualTo(2);
    assertThat(accepted.entry().staleness()).isEqualTo(1);
  }

  @Test
  void aSecondReleaseIsRefusedBeforeAndAfterTheDecision() {
    tooLarge("a/0", 1);
    fixture.release("a/0", 1, initial);
    assertRefused(fixture.release("a/0", 1, initial), "it is being decided");
    fixture.chunk("a/0", 1, initial);
    assertRefused(fixture.release("a/0", 1, initial), "it is not in quarantine");
    // The chunks that came with it are dropped.
    assertThat(fixture.chunk("a/0", 1, initial))
        .singleElement()
        .isInstanceOf(LedgerRecord.ChunkRefused.class);
  }

  @Test
  void whatWasAcceptedOrNeverSeenCannotBeReleased() {
    fixture.update("a/0", 1, initial);
    assertRefused(fixture.release("a/0", 1, initial), "it is not in quarantine");
    assertRefused(fixture.release("b/0", 9, initial), "it is not in quarantine");
  }

  @Test
  void brokenBytesAreNeverReleased() {
    var unknown = new AdapterVersion(LedgerFixture.C0, 1, 9, LedgerFixture.MERGED);
    fixture.update("a/0", 1, unknown);
    assertRefused(fixture.release("a/0", 1, unknown), "it is not in quarantine for a reason");
  }

  @Test
  void aReleaseIsCheckedForEverythingThatNobodyMayOverride() {
    fixture.policy("a", true);
    var unknown = new AdapterVersion(LedgerFixture.C0, 1, 9, LedgerFixture.MERGED);
    assertReason(fixture.update("a/0", 1, unknown), RejectReason.CLIENT_BLOCKED);
    fixture.release("a/0", 1, unknown);
    assertReason(fixture.chunk("a/0", 1, unknown), RejectReason.UNKNOWN_BASE_VERSION);
    assertRefused(fixture.release("a/0", 1, unknown), "it is not in quarantine for a reason");
  }

  @Test
  void theUpdateOfABlockedClientCountsWhenReleasedWithoutUnblockingIt() {
    fixture.policy("a", true);
    fixture.update("a/0", 1, initial);
    fixture.release("a/0", 1, initial);
    assertThat(find(fixture.chunk("a/0", 1, initial), Accepted.class)).isPresent();
    assertReason(fixture.update("a/0", 2, initial), RejectReason.CLIENT_BLOCKED);
  }

  @Test
  void aStrangersUpdateCountsOnceItsSlotIsAMember() {
    fixture.update("c/0", 1, initial);
    fixture.tickAfter(Duration.ofMinutes(1));
    fixture.release("c/0", 1, initial);
    fixture.chunk("c/0", 1, initial);
    assertReason(fixture.tickAfter(Duration.ofMinutes(1)), RejectReason.UNKNOWN_SLOT);
    fixture.members(1, "a/0", "b/0", "c/0");
    fixture.release("c/0", 1, initial);
    assertThat(find(fixture.chunk("c/0", 1, initial), Accepted.class)).isPresent();
  }

  @Test
  void aReleaseWhoseChunksDoNotComeCanBeRepeated() {
    tooLarge("a/0", 1);
    fixture.release("a/0", 1, initial);
    assertReason(fixture.tickAfter(Duration.ofMinutes(10)), RejectReason.CHUNK_MISSING);
    fixture.release("a/0", 1, initial);
    assertThat(find(fixture.chunk("a/0", 1, initial), Accepted.class)).isPresent();
  }

  @Test
  void theNormOfAReleasedUpdateDoesNotBecomeUsual() {
    var bounded =
        LedgerFixture.with(Federations.rounds(0, new NormSettings(2, 1, 0, 1, 9, 1)), "a/0");
    bounded.sumOfSquares = 9;
    bounded.update("a/0", 1, initial);
    bounded.release("a/0", 1, initial);
    bounded.chunk("a/0", 1, initial);
    bounded.merged(1);
    assertThat(bounded.store()).containsKey("norms");
    assertThat(LedgerReader.norms(bounded.store().get("norms"))).isEqualTo(RecentNorms.NONE);
  }

  @Test
  void aReleaseThatFailsDoesNotCountAsReported() {
    tooLarge("a/0", 1);
    fixture.sumOfSquares = 1;
    fixture.update("b/0", 1, initial);
    fixture.merged(1);
    fixture.release("a/0", 1, initial);
    fixture.tickAfter(Duration.ofMinutes(10));
    assertThat(find(fixture.update("b/0", 2, initial), VersionStep.WindowClosed.class)).isEmpty();
  }

  @Test
  void whatIsDiscardedIsNeverReleased() {
    tooLarge("a/0", 1);
    assertThat(find(fixture.discard("a/0", 1), Discarded.class).orElseThrow().entry().detail())
        .isEqualTo("discarded by mira: a new ward joined");
    assertRefused(fixture.release("a/0", 1, initial), "it is not in quarantine");
    assertRefused(fixture.discard("a/0", 1), "it is not in quarantine");
  }

  @Test
  void whatIsTooOldToBeReleasedCanStillBeDiscarded() {
    tooLarge("a/0", 1);
    tooLarge("a/0", 65);
    assertRefused(
        fixture.release("a/0", 1, initial),
        "its sequence must be within 64 of its slot's newest, 65, was 1");
    assertThat(find(fixture.discard("a/0", 1), Discarded.class)).isPresent();
  }

  private void tooLarge(String slot, long sequence) {
    fixture.sumOfSquares = 9;
    assertReason(fixture.update(slot, sequence, initial), RejectReason.NORM_BOUND);
  }

  private static void assertReason(List<LedgerRecord> records, RejectReason reason) {
    assertThat(find(records, Quarantined.class))
        .hasValueSatisfying(record -> assertThat(record.entry().reason()).isEqualTo(reason));
  }

  private static void assertRefused(List<LedgerRecord> records, String obstacle) {
    assertThat(records)
        .singleElement()
        .isInstanceOfSatisfying(
            Repeated.class,
            repeated -> assertThat(repeated.entry().detail()).contains("mira").contains(obstacle));
  }

  private static <T> Optional<T> find(List<LedgerRecord> records, Class<T> type) {
    return records.stream().filter(type::isInstance).map(type::cast).findFirst();
  }
}
