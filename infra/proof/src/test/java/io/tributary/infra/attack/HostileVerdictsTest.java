package io.tributary.infra.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.attack.HostileVerdicts.Counts;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HostileVerdictsTest {
  private final HostileVerdicts verdicts = new HostileVerdicts();

  @Test
  void countsEachUpdateOnceByWhatWasSaidLast() throws InterruptedException {
    hear("mallory-0/0#1", Verdict.ACCEPTED, 1);
    hear("mallory-0/0#2", Verdict.ACCEPTED, 1);
    hear("mallory-0/0#2", Verdict.LIMITED, 0.5);
    hear("mallory-0/0#3", Verdict.ACCEPTED, 0.5);
    hear("mallory-0/0#4", Verdict.QUARANTINED, 1);
    hear("mallory-0/0#5", Verdict.ACCEPTED, 1);
    hear("mallory-0/0#5", Verdict.LEFT_OUT, 1);
    hear("mallory-0/0#1", Verdict.DUPLICATE, 1);
    verdicts.await(5, Duration.ofDays(1));
    assertThat(verdicts.counts()).isEqualTo(new Counts(1, 2, 2));
    assertThat(verdicts.counts().decided()).isEqualTo(5);
  }

  @Test
  void countsNoHonestUpdate() throws InterruptedException {
    hear("client-0/0#1", Verdict.ACCEPTED, 1);
    verdicts.await(1, Duration.ofMillis(1));
    assertThat(verdicts.counts()).isEqualTo(new Counts(0, 0, 0));
  }

  private void hear(String update, Verdict verdict, double clip) {
    boolean rejected = verdict == Verdict.QUARANTINED;
    verdicts.accept(
        new LedgerEntry(
            UpdateId.parse(update),
            new ClusterId(0),
            verdict,
            rejected ? RejectReason.NORM_BOUND : RejectReason.NONE,
            "",
            1,
            256,
            clip,
            0,
            Instant.EPOCH,
            1));
  }
}
