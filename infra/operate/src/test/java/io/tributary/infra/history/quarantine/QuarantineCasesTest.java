package io.tributary.infra.history.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.history.Entries;
import io.tributary.infra.history.PositionedRecord;
import io.tributary.schemas.event.QuarantineRecord.Status;
import io.tributary.schemas.event.RejectReason;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuarantineCasesTest {
  private final Entries log = new Entries();
  private final QuarantineCases cases = new QuarantineCases();

  @Test
  void theNewestRecordOfASubjectTellsItsStatus() {
    cases.accept(log.aside("a/0#1", RejectReason.NORM_BOUND, 10));
    cases.accept(log.ruled("a/0#1", "released by mira: fine", Status.RELEASED));
    QuarantineCase found = cases.find("a/0#1").orElseThrow();
    assertThat(found.status()).isEqualTo(Status.RELEASED);
    assertThat(found.reason()).isEqualTo(RejectReason.NORM_BOUND);
    assertThat(found.ruling()).isEqualTo("released by mira: fine");
    assertThat(found.obstacle()).hasValue("a/0#1 must be open, was released by mira: fine");
  }

  @Test
  void aReleasedUpdateThatIsRefusedAgainIsOpenAgain() {
    cases.accept(log.aside("a/0#1", RejectReason.NORM_BOUND, 10));
    cases.accept(log.ruled("a/0#1", "released by mira", Status.RELEASED));
    cases.accept(log.aside("a/0#1", RejectReason.STALE_BASE, 10));
    QuarantineCase found = cases.find("a/0#1").orElseThrow();
    assertThat(found.status()).isEqualTo(Status.OPEN);
    assertThat(found.reason()).isEqualTo(RejectReason.STALE_BASE);
    assertThat(found.records()).isEqualTo(3);
    assertThat(found.obstacle()).isEmpty();
  }

  @Test
  void aForgedChunkThatCameLaterDoesNotHideWhatAPersonMayDecide() {
    PositionedRecord<?> first = accept(RejectReason.NORM_BOUND, 10);
    accept(RejectReason.CHUNK_DIGEST, 900);
    QuarantineCase found = cases.find("a/0#1").orElseThrow();
    assertThat(found.reason()).isEqualTo(RejectReason.NORM_BOUND);
    assertThat(found.place()).isEqualTo(first.place());
    assertThat(found.obstacle()).isEmpty();
  }

  private PositionedRecord<?> accept(RejectReason reason, int bytes) {
    var record = log.aside("a/0#1", reason, bytes);
    cases.accept(record);
    return record;
  }

  @Test
  void unsoundBytesAndSlotsAreNothingToDecideAbout() {
    cases.accept(log.aside("a/0#1", RejectReason.NOT_FINITE, 10));
    cases.accept(log.aside("a/0", RejectReason.CLIENT_BLOCKED, 10));
    cases.accept(log.aside("f.adapter-updates-0@7", RejectReason.UNDECODABLE, 10));
    assertThat(cases.find("a/0#1").orElseThrow().obstacle().orElseThrow()).contains("NOT_FINITE");
    assertThat(cases.find("a/0").orElseThrow().obstacle().orElseThrow())
        .contains("must be an update");
    assertThat(cases.find("f.adapter-updates-0@7").orElseThrow().obstacle().orElseThrow())
        .contains("UNDECODABLE");
  }

  @Test
  void filtersByReasonAndStatusWithTheNewestLast() {
    cases.accept(log.aside("a/0#1", RejectReason.NORM_BOUND, 10));
    cases.accept(log.aside("b/0#1", RejectReason.NORM_BOUND, 10));
    cases.accept(log.aside("c/0#1", RejectReason.STALE_BASE, 10));
    cases.accept(log.ruled("a/0#1", "discarded by mira", Status.DISCARDED));
    assertThat(cases.of(Optional.of(RejectReason.NORM_BOUND), Optional.empty()))
        .extracting(QuarantineCase::subject)
        .containsExactly("b/0#1", "a/0#1");
    assertThat(cases.of(Optional.empty(), Optional.of(Status.OPEN)))
        .extracting(QuarantineCase::subject)
        .containsExactly("b/0#1", "c/0#1");
  }

  @Test
  void keepsTheNewestSubjects() {
    cases.accept(log.aside("old/0#1", RejectReason.NORM_BOUND, 10));
    for (int n = 1; n < QuarantineCases.MOST; n++) {
      assertThat(cases.accept(log.aside("x/0#" + n, RejectReason.NORM_BOUND, 10))).isTrue();
    }
    assertThat(cases.accept(log.aside("one/0#1", RejectReason.NORM_BOUND, 10))).isFalse();
    assertThat(cases.subjects()).hasSize(QuarantineCases.MOST).doesNotContain("old/0#1");
  }
}
