package io.tributary.schemas.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestWordTest {
  @Test
  void findsTheWordThatWasMistyped() {
    assertThat(NearestWord.to("--rouns", List.of("--rounds", "--seed"))).contains("--rounds");
  }

  @Test
  void staysSilentWhenNothingIsNear() {
    assertThat(NearestWord.to("--banana", List.of("--rounds", "--seed"))).isEmpty();
  }

  @Test
  void countsInsertionsDeletionsAndReplacements() {
    assertThat(NearestWord.edits("", "abc")).isEqualTo(3);
    assertThat(NearestWord.edits("kitten", "sitting")).isEqualTo(3);
  }

  @Property(tries = 200)
  void countsEditsAsADistance(
      @ForAll @AlphaChars @StringLength(max = 8) String a,
      @ForAll @AlphaChars @StringLength(max = 8) String b,
      @ForAll @AlphaChars @StringLength(max = 8) String c) {
    assertThat(NearestWord.edits(a, a)).isZero();
    assertThat(NearestWord.edits(a, b)).isEqualTo(NearestWord.edits(b, a));
    assertThat(NearestWord.edits(a, c))
        .isLessThanOrEqualTo(NearestWord.edits(a, b) + NearestWord.edits(b, c));
  }
}
