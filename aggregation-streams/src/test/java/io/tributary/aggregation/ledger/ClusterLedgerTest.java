package io.tributary.aggregation.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.ledger.decide.LedgerLimits;
import io.tributary.aggregation.ledger.decide.LedgerRecord;
import io.tributary.aggregation.ledger.decide.LedgerRecord.Accepted;
import io.tributary.aggregation.ledger.decide.LedgerRecord.ChunkRefused;
import io.tributary.aggregation.ledger.decide.LedgerRecord.Quarantined;
import io.tributary.aggregation.ledger.decide.LedgerRecord.Repeated;
import io.tributary.aggregation.ledger.decide.VersionStep.Published;
import io.tributary.aggregation.ledger.decide.VersionStep.WindowClosed;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ChunkReply.ChunkMerged;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.spec.WindowSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterLedgerTest {

  @Test
  void closesARoundWhenEveryMemberHasReported() {
    var fixture = LedgerFixture.rounds("a/0", "b/0");
    assertThat(find(fixture.update("b/0", 1, fixture.initial()), WindowClosed.class)).isEmpty();
    WindowClosed closed =
        find(fixture.update("a/0", 1, fixture.initial()), WindowClosed.class).orElseThrow();
    assertThat(closed)
        .isEqualTo(
            new WindowClosed(
                1,
                2 * 10 * 256,
                false,
                List.of(UpdateId.parse("a/0#1"), UpdateId.parse("b/0#1")),
                List.of(),
                List.of()));
  }

  @Test
  void publishesWhenAllChunksAreWrittenWithContributionsInOrder() {
    var fixture = LedgerFixture.rounds("a/0", "b/0");
    fixture.update("b/0", 1, fixture.initial());
    fixture.update("a/0", 1, fixture.initial());
    AdapterManifest manifest = find(fixture.merged(1), Published.class).orElseThrow().manifest();
    assertThat(manifest.version().name()).startsWith("c0@1.1-");
    assertThat(manifest.previousDigest()).isEqualTo(fixture.initial().digest());
    assertThat(manifest.contributions())
        .extracting(Contribution::update)
        .map(Object::toString)
        .containsExactly("a/0#1", "b/0#1");
  }

  @Test
  void decidesManifestAndChunksInEitherOrder() {
    var fixture = LedgerFixture.rounds("a/0", "b/0");
    assertThat(fixture.chunk("a/0", 1, fixture.initial())).noneMatch(Accepted.class::isInstance);
    assertThat(fixture.manifest("a/0", 1, fixture.initial(), 1))
        .anyMatch(Accepted.class::isInstance);
  }

  @Test
  void aRepeatedUpdateIsLoggedAndItsChunkRefused() {
    var fixture = LedgerFixture.rounds("a/0", "b/0");
    fixture.update("a/0", 1, fixture.initial());
    List<LedgerRecord> again = fixture.update("a/0", 1, fixture.initial());
    assertThat(again).hasSize(2);
    assertThat(again.get(0)).isInstanceOf(Repeated.class);
    assertThat(again.get(1)).isInstanceOf(ChunkRefused.class);
  }

  @Test
  void aSlotsSecondUpdateWaitsForTheNextWindowAndAThirdIsAhead() {
    var fixture = LedgerFixture.rounds("a/0", "b/0");
    fixture.update("a/0", 1, fixture.initial());
    Accepted second =
        find(fixture.update("a/0", 2, fixture.initial()), Accepted.class).orElseThrow();
    assertThat(second.entry().version()).isEqualTo(2);
    assertThat(second.entry().staleness()).isEqualTo(1);
    assertReason(fixture.update("a/0", 3, fixture.initial()), RejectReason.SLOT_AHEAD);
  }

  @Test
  void anUpdateThatArrivesWhileAVersionIsMadeEntersTheNextWindowWithStaleness() {
    var fixture = LedgerFixture.rounds("a/0");
    fixture.update("a/0", 1, fixture.initial());
    Accepted late = find(fixture.update("a/0", 2, fixture.initial()), Accepted.class).orElseThrow();
    assertThat(late.entry().version()).isEqualTo(2);
    assertThat(late.entry().staleness()).isEqualTo(1);
    List<LedgerRecord> published = fixture.merged(1);
    assertThat(find(published, WindowClosed.class))
        .hasValue(
            new WindowClosed(
                2, 2560, false, List.of(UpdateId.parse("a/0#2")), List.of(), List.of()));
  }

  @Test
  void aSequenceThatWasPassedIsReplayed() {
    var fixture = LedgerFixture.rounds("a/0", "b/0");
    fixture.update("a/0", 5, fixture.initial());
    assertReason(fixture.update("a/0", 4, fixture.initial()), RejectReason.SEQUENCE_REPLAYED);
  }

  /** The ledger forgets what is older than 64 sequences: every part would be decided for itself. */
  @Test
  void aReplayThatIsTooOldToRememberIsDecidedOnceByItsManifest() {
    var fixture = LedgerFixture.rounds("a/0", "b/0");
    fixture.update("a/0", 1079, fixture.initial());
    for (int time = 0; time < 2; time++) {
      List<LedgerRecord> records = new ArrayList<>(fixture.chunk("a/0", 60, fixture.initial()));
      records.addAll(fixture.update("a/0", 60, fixture.initial()));
      assertThat(records).filteredOn(Quarantined.class::isInstance).hasSize(1);
      assertReason(records, RejectReason.SEQUENCE_REPLAYED);
    }
  }

  @Test
  void aReplayDoesNotCountAsReported() {
    var fixture = LedgerFixture.rounds("a/0", "b/0");
    fixture.update("a/0", 5, fixture.initial());
    fixture.update("b/0", 1, fixture.initial());
    fixture.merged(1);
    assertReason(fixture.update("a/0", 4, fixture.initial()), RejectReason.SEQUENCE_REPLAYED);
    assertThat(find(fixture.update("b/0", 2, fixture.initial()), WindowClosed.class)).isEmpty();
  }

  @Test
  void aMembersUnusableUpdateCountsAsReportedButNeverClosesAWindowAlone() {
    var fixture = LedgerFixture.rounds("a/0", "b/0");
    var unknown = new AdapterVersion(LedgerFixture.C0, 1, 9, LedgerFixture.MERGED);
    assertReason(fixture.update("a/0", 1, unknown), RejectReason.UNKNOWN_BASE_VERSION);
    assertReason(fixture.update("b/0", 1, unknown), RejectReason.UNKNOWN_BASE_VERSION);
    List<LedgerRecord> good = fixture.update("b/0", 2, fixture.initial());
    assertThat(find(good, WindowClosed.class)).isPresent();
  }

  @Test
  void anUpdateWaitsUntilItsMembershipIsKnown() {
    var fixture = new LedgerFixture(WindowSettings.rounds(), LedgerLimits.defaults());
    assertThat(fixture.update("a/0", 1, fixture.initial()))
        .noneMatch(record -> record instanceof Accepted || record instanceof Quarantined);
    assertThat(fixture.members(1, "a/0")).anyMatch(Accepted.class::isInstance);
  }

  @Test
  void anUpdateOfANewerEpochWaitsAndOneOfAnOlderThatLostItsSlotIsStale() {
    var fixture = LedgerFixture.rounds("a/0");
    fixture.manifest("b/0", 1, fixture.initial(), 2);
    fixture.chunk("b/0", 1, fixture.initial());
    assertThat(fixture.members(2, "b/0")).anyMatch(Accepted.class::isInstance);
    assertReason(fixture.update("a/0", 1, fixture.initial()), RejectReason.STALE_EPOCH);
  }

  @Test
  void givesUpOnStrangersAfterTheMembershipWait() {
    var unknown = new LedgerFixture(WindowSettings.rounds(), LedgerLimits.defaults());
    unknown.update("a/0", 1, unknown.initial());
    assertThat(unknown.tickAfter(Duration.ofSeconds(59))).isEmpty();
    assertReason(unknown.tickAfter(Duration.ofSeconds(1)), RejectReason.UNKNOWN_CLUSTER);

    var known = LedgerFixture.rounds("b/0");
    known.update("a/0", 1, known.initial());
    assertReason(known.tickAfter(Duration.ofMinutes(1)), RejectReason.UNKNOWN_SLOT);
  }

  @Test
  void givesUpOnIncompleteUpdatesAfterTheChunkWait() {
    var fixture = LedgerFixture.rounds("a/0", "b/0");
    fixture.manifest("a/0", 1, fixture.initial(), 1);
    assertReason(fixture.tickAfter(Duration.ofMinutes(10)), RejectReason.CHUNK_MISSING);
    fixture.chunk("b/0", 1, fixture.initial());
    assertReason(fixture.tickAfter(Duration.ofMinutes(10)), RejectReason.CHUNK_ORPHANED);
    assertThat(fixture.chunk("a/0", 1, fixture.initial()))
        .singleElement()
        .isInstanceOf(ChunkRefused.class);
  }

  @Test
  void aRestartStartsTheWaitingAnew() {
    var fixture = LedgerFixture.rounds("a/0", "b/0");
    fixture.manifest("a/0", 1, fixture.initial(), 1);
    fixture.restore();
    fixture.now = fixture.now.plus(Duration.ofHours(5));
    fixture.ledger.resume(fixture.moment());
    assertThat(fixture.tickAfter(Duration.ofMinutes(9))).isEmpty();
  }

  @Test
  void boundsTheNumberOfUndecidedUpdates() {
    var limits = new LedgerLimits(2, 10_000, Duration.ofHours(1), Duration.ofHours(1));
    var fixture = new LedgerFixture(WindowSettings.rounds(), limits);
    fixture.manifest("a/0", 1, fixture.initial(), 1);
    fixture.manifest("b/0", 1, fixture.initial(), 1);
    assertReason(fixture.manifest("c/0", 1, fixture.initial(), 1), RejectReason.CHUNK_MISSING);
  }

  @Test
  void aMemberThatLeavesIsNoLongerWaitedFor() {
    var fixture = LedgerFixture.rounds("a/0", "b/0");
    fixture.update("a/0", 1, fixture.initial());
    assertThat(find(fixture.members(1, "a/0"), WindowClosed.class)).isPresent();
  }

  @Test
  void remembersOnlyTheDigestsThatMayServeAsBase() {
    var fixture = LedgerFixture.rounds("a/0");
    AdapterVersion base = fixture.initial();
    for (int version = 1; version <= 12; version++) {
      fixture.update("a/0", version, base);
      base = find(fixture.merged(version), Published.class).orElseThrow().manifest().version();
    }
    assertReason(fixture.update("a/0", 13, fixture.initial()), RejectReason.STALE_BASE);
  }

  @Test
  void refusesAMergedChunkThatNobodyAskedFor() {
    var fixture = LedgerFixture.rounds("a/0");
    assertThat(fixture.ledger.refuse(new ChunkMerged(LedgerFixture.C0, 1, 0, LedgerFixture.MERGED)))
        .hasValueSatisfying(
            flaw -> assertThat(flaw.reason()).isEqualTo(RejectReason.INVALID_ORDER));
    assertThat(fixture.merged(1)).isEmpty();
  }

  private static void assertReason(List<LedgerRecord> records, RejectReason reason) {
    assertThat(find(records, Quarantined.class))
        .hasValueSatisfying(record -> assertThat(record.entry().reason()).isEqualTo(reason));
  }

  private static <T> Optional<T> find(List<LedgerRecord> records, Class<T> type) {
    return records.stream().filter(type::isInstance).map(type::cast).findFirst();
  }
}
