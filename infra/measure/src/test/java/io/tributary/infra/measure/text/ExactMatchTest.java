package io.tributary.infra.measure.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import org.junit.jupiter.api.Test;

class ExactMatchTest {
  /** The steps of SQuAD's evaluation, version 1.1: case, punctuation, articles, white space. */
  @Test
  void normalisesAsSquadDoes() {
    assertThat(ExactMatch.normalise("  The  Eiffel\tTower!\n")).isEqualTo("eiffel tower");
    assertThat(ExactMatch.normalise("an apple a day, the theory")).isEqualTo("apple day theory");
    assertThat(ExactMatch.normalise("U.S.A.'s")).isEqualTo("usas");
    assertThat(ExactMatch.normalise("well-known")).isEqualTo("wellknown");
    assertThat(ExactMatch.normalise("$5_a|b~`")).isEqualTo("5ab");
  }

  @Test
  void onlyAsciiPunctuationGoesAndWordsAreUnicode() {
    assertThat(ExactMatch.normalise("“quoted”")).isEqualTo("“quoted”");
    assertThat(ExactMatch.normalise("éa the\u00a0été")).isEqualTo("éa été");
  }

  @Test
  void oneOfTheReferencesSuffices() {
    assertThat(ExactMatch.matches("the Denver Broncos.", List.of("Broncos", "Denver Broncos")))
        .isTrue();
    assertThat(ExactMatch.matches("Denver", List.of("Broncos", "Denver Broncos"))).isFalse();
    assertThatThrownBy(() -> ExactMatch.matches("x", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("number of references must be at least 1");
  }

  @Property(tries = 200)
  void normalisingWordsTwiceChangesNothing(@ForAll @AlphaChars String text) {
    String once = ExactMatch.normalise(text);

    assertThat(ExactMatch.normalise(once)).isEqualTo(once);
    assertThat(ExactMatch.matches("The " + text + "!", List.of(text))).isTrue();
  }
}
