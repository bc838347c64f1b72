package io.tributary.aggregation.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.ledger.decide.LedgerRecord;
import io.tributary.aggregation.ledger.decide.VersionStep.WindowClosed;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.StalenessDiscount;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.spec.WindowSettings.Close;
import io.tributary.schemas.spec.WindowSettings.Weighting;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowCloseTest {
  private static final Duration SPAN_AND_GRACE = Duration.ofSeconds(70);

  @Test
  void countClosesAtTheCount() {
    LedgerFixture fixture = fixture(Close.COUNT, 2);
    assertOpen(fixture.update("a/0", 1, fixture.initial()));
    assertOpen(fixture.tickAfter(Duration.ofDays(1)));
    assertClosed(fixture.update("b/0", 1, fixture.initial()));
  }

  @Test
  void timeClosesOnTheWallClockWhenSourcesAreIdle() {
    LedgerFixture fixture = fixture(Close.TIME, 1);
    assertOpen(fixture.update("a/0", 1, fixture.initial()));
    assertOpen(fixture.update("b/0", 1, fixture.initial()));
    assertOpen(fixture.tickAfter(SPAN_AND_GRACE.minusMillis(1)));
    assertClosed(fixture.tickAfter(Duration.ofMillis(1)));
  }

  @Test
  void timeNeverClosesAnEmptyWindow() {
    assertOpen(fixture(Close.TIME, 1).tickAfter(Duration.ofDays(1)));
  }

  @Test
  void eitherClosesAtWhatComesFirst() {
    LedgerFixture byCount = fixture(Close.EITHER, 2);
    assertOpen(byCount.update("a/0", 1, byCount.initial()));
    assertClosed(byCount.update("b/0", 1, byCount.initial()));
    LedgerFixture byTime = fixture(Close.EITHER, 2);
    assertOpen(byTime.update("a/0", 1, byTime.initial()));
    assertClosed(byTime.tickAfter(SPAN_AND_GRACE));
  }

  @Test
  void bothClosesAtWhatComesLast() {
    LedgerFixture fixture = fixture(Close.BOTH, 2);
    assertOpen(fixture.update("a/0", 1, fixture.initial()));
    assertOpen(fixture.tickAfter(SPAN_AND_GRACE));
    assertClosed(fixture.update("b/0", 1, fixture.initial()));
  }

  @Test
  void anUpdateTrainedLongAgoDoesNotCloseTheWindowThatItOpens() {
    LedgerFixture fixture = fixture(Close.TIME, 1);
    fixture.update("a/0", 1, fixture.initial());
    assertClosed(fixture.tickAfter(SPAN_AND_GRACE));
    fixture.merged(1);
    // Its clock still says the time of the first update: the window opens at the watermark.
    assertOpen(fixture.update("b/0", 1, fixture.initial()));
    assertOpen(fixture.tickAfter(SPAN_AND_GRACE.minusMillis(1)));
    assertClosed(fixture.tickAfter(Duration.ofMillis(1)));
  }

  private static LedgerFixture fixture(Close close, int minUpdates) {
    var window =
        new WindowSettings(
            close,
            minUpdates,
            Duration.ofMinutes(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(5),
            10,
            StalenessDiscount.none(),
            Weighting.SAMPLES,
            0,
            NormSettings.none());
    return LedgerFixture.with(window, "a/0", "b/0", "c/0");
  }

  private static void assertOpen(List<LedgerRecord> records) {
    assertThat(records).noneMatch(WindowClosed.class::isInstance);
  }

  private static void assertClosed(List<LedgerRecord> records) {
    assertThat(records).anyMatch(WindowClosed.class::isInstance);
  }
}
