package io.tributary.schemas.id;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordPositionTest {
  @Test
  void oneThatIsNotKnownIsSilentForPeopleAndASubjectForQuarantine() {
    var known = new RecordPosition("f.adapter-updates", 0, 17);
    assertThat(known)
        .hasToString("f.adapter-updates-0@17")
        .isLessThan(new RecordPosition("g", 0, 0));
    assertThat(known.subject()).isEqualTo("f.adapter-updates-0@17");
    assertThat(RecordPosition.UNKNOWN).hasToString("");
    assertThat(RecordPosition.UNKNOWN.subject()).isEqualTo("--1@-1");
    assertThat(new RecordPosition("f.update-chunks", 1, -1).isKnown()).isFalse();
  }
}
