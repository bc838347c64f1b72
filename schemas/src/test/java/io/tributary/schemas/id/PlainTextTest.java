package io.tributary.schemas.id;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void leavesVisibleTextAsItIs() {
    assertThat(PlainText.of("c0/1 Zürich 水 \uD83D\uDE00 \\n"))
        .isEqualTo("c0/1 Zürich 水 \uD83D\uDE00 \\n");
  }

  @Test
  void escapesWhatATerminalOrALogWouldObey() {
    assertThat(PlainText.of("a\u001b]0;x\u0007\r\n\u009b31m\u202e\ud800b"))
        .isEqualTo("a\\u001b]0;x\\u0007\\u000d\\u000a\\u009b31m\\u202e\\ud800b");
  }

  @Test
  void namesWhatIsMissing() {
    assertThat(PlainText.of(null)).isEqualTo("null");
  }

  @Property
  void isNeverLongerNeverObeyedAndStaysAsItIs(
      @ForAll String text, @ForAll @IntRange(min = 3, max = 50) int longest) {
    String plain = PlainText.of(text, longest);

    assertThat(plain.length()).isLessThanOrEqualTo(longest);
    assertThat(plain.chars()).noneMatch(Character::isISOControl);
    assertThat(PlainText.of(plain, longest)).isEqualTo(plain);
  }
}
