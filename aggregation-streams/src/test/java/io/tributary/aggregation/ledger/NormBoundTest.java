package io.tributary.aggregation.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.ledger.decide.LedgerRecord;
import io.tributary.aggregation.ledger.decide.LedgerRecord.Accepted;
import io.tributary.aggregation.ledger.decide.LedgerRecord.Quarantined;
import io.tributary.aggregation.ledger.decide.VersionStep.Published;
import io.tributary.aggregation.topology.Federations;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.spec.NormSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a cluster usually sends bounds what it may send. */
class NormBoundTest {
  private static final NormSettings NORMS = new NormSettings(0, 4, 2, 0.9, 100, 4);

  private final LedgerFixture fixture =
      LedgerFixture.with(Federations.rounds(0, NORMS), "a/0", "b/0");
  private AdapterVersion base = fixture.initial();

  @Test
  void anUpdateFarAboveTheUsualNormIsQuarantinedAndMeasuredInTheLedger() {
    round(1, 1);
    round(2, 1);
    LedgerRecord decided = update("a/0", 3, 4.01);
    assertThat(decided)
        .isInstanceOfSatisfying(
            Quarantined.class,
            quarantined -> {
              assertThat(quarantined.entry().reason()).isEqualTo(RejectReason.NORM_BOUND);
              assertThat(quarantined.entry().norm()).isEqualTo(Math.sqrt(4.01 * 4.01));
            });
  }

  @Test
  void aLargeOneBelowTheBoundIsScaledDownToTwiceTheUsual() {
    round(1, 1);
    round(2, 1);
    assertThat(update("a/0", 3, 4))
        .isInstanceOfSatisfying(
            Accepted.class,
            accepted -> {
              assertThat(accepted.entry().clip()).isEqualTo(0.5);
              assertThat(accepted.entry().norm()).isEqualTo(4);
            });
  }

  @Test
  void nothingIsBoundedBeforeEnoughWereAccepted() {
    round(1, 1);
    assertThat(update("a/0", 2, 1000)).isInstanceOf(Accepted.class);
  }

  /** Else what counts would depend on who came first. */
  @Test
  void theOpenWindowsOwnUpdatesDoNotMoveTheBound() {
    round(1, 1);
    assertThat(update("a/0", 2, 1)).isInstanceOf(Accepted.class);
    assertThat(update("b/0", 2, 1000)).isInstanceOf(Accepted.class);
  }

  @Test
  void updatesThatChangeNothingTellNothing() {
    round(1, 0);
    round(2, 0);
    assertThat(update("a/0", 3, 1000)).isInstanceOf(Accepted.class);
  }

  private void round(long sequence, double norm) {
    update("a/0", sequence, norm);
    update("b/0", sequence, norm);
    base =
        fixture.merged((int) sequence).stream()
            .filter(Published.class::isInstance)
            .map(record -> ((Published) record).manifest().version())
            .findFirst()
            .orElseThrow();
  }

  private LedgerRecord update(String slot, long sequence, double norm) {
    fixture.sumOfSquares = norm * norm;
    List<LedgerRecord> records = fixture.update(slot, sequence, base);
    return records.stream()
        .filter(record -> record instanceof Accepted || record instanceof Quarantined)
        .findFirst()
        .orElseThrow();
  }
}
