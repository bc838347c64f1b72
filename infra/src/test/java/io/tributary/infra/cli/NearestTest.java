package io.tributary.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestTest {
  @Test
  void findsTheWordThatWasMistyped() {
    assertThat(Nearest.to("--rouns", List.of("--rounds", "--seed"))).contains("--rounds");
  }

  @Test
  void staysSilentWhenNothingIsNear() {
    assertThat(Nearest.to("--banana", List.of("--rounds", "--seed"))).isEmpty();
  }

  @Property(tries = 200)
  void countsEditsAsADistance(
      @ForAll @AlphaChars @StringLength(max = 8) String a,
      @ForAll @AlphaChars @StringLength(max = 8) String b,
      @ForAll @AlphaChars @StringLength(max = 8) String c) {
    assertThat(Nearest.edits(a, a)).isZero();
    assertThat(Nearest.edits(a, b)).isEqualTo(Nearest.edits(b, a));
    assertThat(Nearest.edits(a, c)).isLessThanOrEqualTo(Nearest.edits(a, b) + Nearest.edits(b, c));
  }
}
