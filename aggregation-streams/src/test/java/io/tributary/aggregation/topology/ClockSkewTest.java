package io.tributary.aggregation.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.StalenessDiscount;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.spec.WindowSettings.Close;
import io.tributary.schemas.spec.WindowSettings.Weighting;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Windows of an hour, closed by event time, and clients whose clocks are wrong. */
class ClockSkewTest {
  private static final ClusterId C0 = new ClusterId(0);
  private static final Instant NOW = FakeClient.NOW;
  private static final Duration YEAR = Duration.ofDays(365);

  private final FederationSpec spec =
      Federations.spec(
          Federations.SMALL,
          Federations.one(2),
          new WindowSettings(
              Close.TIME,
              1,
              Duration.ofHours(1),
              Duration.ZERO,
              Duration.ofMinutes(5),
              10,
              StalenessDiscount.none(),
              Weighting.SAMPLES,
              0,
              NormSettings.none()));
  private final FakeClient right = FakeClient.of(spec, "right", 0, 1, 10);
  private final FakeClient wrong = FakeClient.of(spec, "wrong", 0, 1, 10);
  private final TopologyHarness harness = new TopologyHarness(spec);

  @BeforeEach
  void announceBoth() {
    harness.announce(right.embedding(0, 1));
    harness.announce(wrong.embedding(0, 1));
  }

  @AfterEach
  void closeHarness() {
    harness.close();
  }

  @Test
  void aClockThatIsAYearAheadIsSetAside() {
    send(NOW, NOW.plus(YEAR));
    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsExactly(RejectReason.CLOCK_SKEW);
  }

  /** The producer stamps its records with the same clock. */
  @Test
  void aRecordsTimeIsNoExcuse() {
    send(NOW.plus(YEAR), NOW.plus(YEAR));
    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsExactly(RejectReason.CLOCK_SKEW);
  }

  @Test
  void aClockWithinTheSkewCountsAsNow() {
    send(NOW, NOW.plus(Duration.ofMinutes(5)));
    harness.send(update(right, 1));
    assertThat(accepted()).isEqualTo(2);
    // Were its word taken, the window would have begun in five minutes.
    harness.advance(Duration.ofHours(1));
    assertThat(harness.newest(C0).version()).isEqualTo(1);
  }

  @Test
  void aClockThatIsAYearBehindNeitherClosesNorDelaysAWindow() {
    harness.send(update(right, 1));
    send(NOW.minus(YEAR), NOW.minus(YEAR));
    assertThat(accepted()).isEqualTo(2);
    harness.advance(Duration.ofMinutes(59));
    assertThat(harness.newest(C0).version()).isZero();
    harness.advance(Duration.ofMinutes(1));
    assertThat(harness.newest(C0).version()).isEqualTo(1);
  }

  @Test
  void aRecordFromTheFutureMovesNoWindowWhileItWaits() {
    harness.send(update(right, 1));
    UpdateManifest later = trainedAt(NOW.plus(YEAR));
    harness.sendAt(NOW.plus(YEAR), later);
    harness.advance(Duration.ofMinutes(59));
    assertThat(harness.newest(C0).version()).isZero();
  }

  /**
   * Streams reads the oldest record first: of a backlog, what is begun is finished before more is
   * begun, so that versions come all the time and payloads are still in the heap.
   */
  @Test
  void anOrderIsAsOldAsTheUpdateThatItIsAbout() {
    Instant sent = NOW.minus(Duration.ofDays(2));
    FakeClient.Update update = update(right, 1);
    harness.times(harness.topics().clusterEvents());
    harness.sendAt(sent, update.manifest());
    update.chunks().forEach(chunk -> harness.sendAt(sent, chunk));
    assertThat(harness.times(harness.topics().clusterEvents())).isNotEmpty().containsOnly(sent);
    assertThat(harness.times(harness.topics().chunkEvents())).isNotEmpty().containsOnly(sent);
  }

  private long accepted() {
    return harness.decisions().stream()
        .map(LedgerEntry::verdict)
        .filter(Verdict.ACCEPTED::equals)
        .count();
  }

  private void send(Instant recordTime, Instant trainedAt) {
    harness.sendAt(recordTime, trainedAt(trainedAt));
    update(wrong, 1).chunks().forEach(harness::send);
  }

  private FakeClient.Update update(FakeClient client, long sequence) {
    return client.update(sequence, harness.newest(C0), 1, new float[20]);
  }

  private UpdateManifest trainedAt(Instant trainedAt) {
    UpdateManifest manifest = update(wrong, 1).manifest();
    return new UpdateManifest(
        manifest.id(),
        manifest.base(),
        manifest.epoch(),
        manifest.layoutDigest(),
        manifest.samples(),
        trainedAt,
        manifest.encoding(),
        manifest.chunkDigests(),
        manifest.norm(),
        manifest.training());
  }
}
