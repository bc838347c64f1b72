package io.tributary.schemas.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientPatternTest {
  @ParameterizedTest
  @CsvSource({
    "evil-*, evil-7, true",
    "evil-*, evil-, true",
    "evil-*, an-evil-7, false",
    "*evil*, an-evil-7, true",
    "e?il, evil, true",
    "e?il, eil, false",
    "e?il, eviil, false",
    "*, a, true",
    "**a**, bab, true",
    "a*b*c, aXbXbc, true",
    "a*b*c, aXbXb, false",
    "evil.7, evil-7, false",
    "evil-7, evil-7, true"
  })
  void matchesWholeIds(String pattern, String client, boolean matches) {
    assertThat(new ClientPattern(pattern).matches(new ClientId(client))).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "[a-z]", "a\u001b*", "*a*b*c*d*", "\u00e4*"})
  void refusesWhatCanNameNobodyOrCostsTooMuch(String pattern) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ClientPattern(pattern));
  }

  @Test
  void theWorstPatternCostsLittle() {
    var pattern = new ClientPattern("*a*a*a*" + "a".repeat(92) + "b");
    var client = new ClientId("a".repeat(100));
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (int time = 0; time < 10_000; time++) {
            assertThat(pattern.matches(client)).isFalse();
          }
        });
  }

  @Property
  void matchesAsARegularExpressionDoes(
      @ForAll("patterns") String pattern, @ForAll("clients") String client) {
    boolean expected = client.matches(pattern.replace("*", ".*").replace("?", "."));
    assertThat(new ClientPattern(pattern).matches(new ClientId(client))).isEqualTo(expected);
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.strings()
        .withChars('a', 'b', '*', '?')
        .ofMinLength(1)
        .ofMaxLength(8)
        .filter(text -> text.chars().filter(c -> c == '*').count() <= ClientPattern.MAX_STARS);
  }

  @Provide
  Arbitrary<String> clients() {
    return Arbitraries.strings().withChars('a', 'b').ofMinLength(1).ofMaxLength(8);
  }
}
