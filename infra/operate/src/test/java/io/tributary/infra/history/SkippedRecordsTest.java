package io.tributary.infra.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.history.SkippedRecords.Kind;
import io.tributary.schemas.id.RecordPosition;
import org.junit.jupiter.api.Test;

class SkippedRecordsTest {
  private final SkippedRecords skipped = new SkippedRecords();

  @Test
  void countsByTopicAndKindAndKeepsTheFirst() {
    for (int offset = 0; offset < 100_000; offset++) {
      skipped.note(new RecordPosition("f.a", 0, offset), Kind.UNDECODABLE, "number " + offset);
    }
    skipped.note(
        new RecordPosition("f.a", 1, 7), Kind.REFUSED, "\u001b[2J" + "x".repeat(1_000_000));
    skipped.note(new RecordPosition("f.b", 1, 7), Kind.UNDECODABLE, "other");
    assertThat(skipped.groups()).hasSize(3);
    SkippedRecords.Group first = skipped.groups().get(0);
    assertThat(first.count()).isEqualTo(100_000);
    assertThat(first.first()).isEqualTo(new RecordPosition("f.a", 0, 0));
    assertThat(first.why()).isEqualTo("number 0");
    assertThat(skipped.groups().get(1).why()).startsWith("\\u001b[2Jx").hasSize(300);
  }
}
