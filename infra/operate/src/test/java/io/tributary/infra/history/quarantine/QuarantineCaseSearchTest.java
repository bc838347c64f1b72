package io.tributary.infra.history.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.history.Entries;
import io.tributary.infra.history.PositionedRecord;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.QuarantineRecord.Status;
import io.tributary.schemas.event.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QuarantineCaseSearchTest {
  private static final String UPDATE = "a/0#1";

  private final Entries log = new Entries();

  /** Every history of refusals and decisions, with other subjects' records between them. */
  @Property(tries = 500)
  void findsWhatReadingEverythingFinds(
      @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 4) Integer> kinds) {
    List<PositionedRecord<QuarantineRecord>> records = kinds.stream().map(this::record).toList();
    var all = new QuarantineCases();
    records.forEach(all::accept);
    assertThat(search(records, UPDATE).map(QuarantineCaseSearchTest::withoutCount))
        .isEqualTo(all.find(UPDATE).map(QuarantineCaseSearchTest::withoutCount));
  }

  @Test
  void readsNoFurtherThanTheRefusalThatAPersonMayOverride() {
    var search = new QuarantineCaseSearch(UPDATE);
    assertThat(search.accept(aside("b/0#1", RejectReason.NORM_BOUND))).isTrue();
    assertThat(search.accept(ruled(Status.RELEASED))).isTrue();
    assertThat(search.accept(aside(UPDATE, RejectReason.CHUNK_DIGEST))).isTrue();
    assertThat(search.accept(aside(UPDATE, RejectReason.NORM_BOUND))).isFalse();
  }

  @Test
  void whatNobodyCanDecideAboutHasOneRecord() {
    String place = "f.adapter-updates-0@7";
    var search = new QuarantineCaseSearch(place);
    assertThat(search.accept(aside(place, RejectReason.UNDECODABLE))).isFalse();
    assertThat(search.found()).map(QuarantineCase::reason).hasValue(RejectReason.UNDECODABLE);
  }

  @Test
  void aSubjectThatIsNotThereIsNotFound() {
    assertThat(search(List.of(log.aside(UPDATE, RejectReason.NORM_BOUND, 10)), "b/0#1")).isEmpty();
  }

  /** A client that sends other bytes under its update's name, again and again. */
  @Test
  void countsWhatItDoesNotKeep() {
    var search = new QuarantineCaseSearch(UPDATE);
    for (int i = 0; i < 1_000; i++) {
      assertThat(search.accept(aside(UPDATE, RejectReason.CHUNK_DIGEST))).isTrue();
    }
    assertThat(search.accept(aside(UPDATE, RejectReason.NORM_BOUND))).isFalse();
    QuarantineCase found = search.found().orElseThrow();
    assertThat(found.records()).isEqualTo(1_001);
    assertThat(found.reason()).isEqualTo(RejectReason.NORM_BOUND);
  }

  private QuarantineCase aside(String subject, RejectReason reason) {
    return QuarantineCase.of(log.aside(subject, reason, 10));
  }

  private QuarantineCase ruled(Status status) {
    return QuarantineCase.of(log.ruled(UPDATE, "by mira", status));
  }

  private PositionedRecord<QuarantineRecord> record(int kind) {
    return switch (kind) {
      case 0 -> log.aside(UPDATE, RejectReason.NORM_BOUND, 10);
      case 1 -> log.aside(UPDATE, RejectReason.CHUNK_DIGEST, 900);
      case 2 -> log.ruled(UPDATE, "released by mira", Status.RELEASED);
      case 3 -> log.ruled(UPDATE, "discarded by mira", Status.DISCARDED);
      default -> log.aside("b/0#1", RejectReason.NORM_BOUND, 10);
    };
  }

  private static Optional<QuarantineCase> search(
      List<PositionedRecord<QuarantineRecord>> records, String subject) {
    var search = new QuarantineCaseSearch(subject);
    for (int i = records.size() - 1;
        i >= 0 && search.accept(QuarantineCase.of(records.get(i)));
        i--) {
      // It takes what it needs.
    }
    return search.found();
  }

  private static List<Object> withoutCount(QuarantineCase found) {
    var parts = new ArrayList<Object>();
    parts.add(found.records() >= 1);
    parts.add(found.status());
    parts.add(found.reason());
    parts.add(found.detail());
    parts.add(found.ruling());
    parts.add(found.origin());
    parts.add(found.place());
    parts.add(found.at());
    return parts;
  }
}
