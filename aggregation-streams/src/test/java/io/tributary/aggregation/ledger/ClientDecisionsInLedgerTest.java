package io.tributary.aggregation.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.ledger.decide.LedgerLimits;
import io.tributary.aggregation.ledger.decide.LedgerRecord;
import io.tributary.aggregation.ledger.decide.LedgerRecord.Quarantined;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.spec.WindowSettings;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientDecisionsInLedgerTest {
  private final LedgerFixture fixture =
      new LedgerFixture(WindowSettings.rounds(), LedgerLimits.defaults());

  @Test
  void aPatternBlocksMembersAndStrangersAlsoAfterARestart() {
    fixture.members(1, "evil-1/0", "good/0");
    fixture.policy("evil-*", true);
    assertBlocked("evil-1/0", 1);
    fixture.store();
    fixture.restore();
    assertBlocked("evil-1/0", 2);
    assertBlocked("evil-77/0", 1);
    fixture.update("good/0", 1, fixture.initial());
    assertThat(fixture.versionInTheMaking()).isEqualTo(1);
  }

  @Test
  void whoIsFreeByNameIsWaitedForUntilThatIsForgotten() {
    fixture.members(1, "evil-1/0", "good/0");
    fixture.policy("evil-*", true);
    fixture.policy("evil-1", false);
    fixture.store();
    fixture.restore();
    fixture.update("good/0", 1, fixture.initial());
    assertThat(fixture.versionInTheMaking()).isZero();
    fixture.policy("evil-1", false, false);
    assertThat(fixture.versionInTheMaking()).isEqualTo(1);
    assertThat(fixture.store()).doesNotContainKey("client/evil-1").containsKey("client/evil-*");
    assertBlocked("evil-1/0", 1);
  }

  @Test
  void theEndOfAPatternLeavesNothingInTheStore() {
    fixture.members(1, "evil-1/0", "good/0");
    fixture.policy("evil-*", true);
    fixture.policy("evil-*", false);
    assertThat(fixture.store().keySet()).noneMatch(key -> key.startsWith("client/"));
    fixture.update("good/0", 1, fixture.initial());
    assertThat(fixture.versionInTheMaking()).isZero();
  }

  @Test
  void readsABlockAsItWasStoredBeforeThereWerePatterns() throws IOException {
    fixture.members(1, "bad/0", "good/0");
    var before = new ByteArrayOutputStream();
    new DataOutputStream(before).writeUTF("spam");
    fixture.store().put("client/bad", before.toByteArray());
    fixture.restore();
    assertBlocked("bad/0", 1);
    fixture.policy("bad", true);
    assertThat(fixture.store().get("client/bad")).isEqualTo(before.toByteArray());
  }

  private void assertBlocked(String slot, long sequence) {
    List<LedgerRecord> records = fixture.update(slot, sequence, fixture.initial());
    assertThat(records)
        .filteredOn(Quarantined.class::isInstance)
        .extracting(record -> ((Quarantined) record).entry().reason())
        .contains(RejectReason.CLIENT_BLOCKED);
  }
}
