package io.tributary.infra.measure.text;

import static io.tributary.infra.measure.text.Rouge.ROUGE_1;
import static io.tributary.infra.measure.text.Rouge.ROUGE_2;
import static io.tributary.infra.measure.text.Rouge.ROUGE_L;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RougeTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final String S1 = "police killed the gunman";

  /** Lin 2004, section 3.1: S2 3/4, S3 2/4 and S4 2/4 in ROUGE-L, 1/3 both S2 and S3 in ROUGE-2. */
  @Test
  void examplesOfThePaper() {
    assertThat(ROUGE_L.score("police kill the gunman", S1).f1()).isEqualTo(0.75, EXACT);
    assertThat(ROUGE_L.score("the gunman kill police", S1).f1()).isEqualTo(0.5, EXACT);
    assertThat(ROUGE_L.score("the gunman police killed", S1).f1()).isEqualTo(0.5, EXACT);
    assertThat(ROUGE_2.score("police kill the gunman", S1).recall()).isEqualTo(1 / 3.0, EXACT);
    assertThat(ROUGE_2.score("the gunman kill police", S1).recall()).isEqualTo(1 / 3.0, EXACT);
  }

  /** The unit tests of Google's rouge-score, which was checked against ROUGE-1.5.5. */
  @Test
  void examplesOfTheReferenceImplementation() {
    String target = "testing one two";

    assertScore(ROUGE_1.score("testing", target), 1, 1 / 3.0, 1 / 2.0);
    assertScore(ROUGE_1.score("testing one", target), 1, 2 / 3.0, 4 / 5.0);
    assertScore(ROUGE_2.score("testing one", target), 1, 1 / 2.0, 2 / 3.0);
    assertScore(ROUGE_L.score("testing one", target), 1, 2 / 3.0, 4 / 5.0);
    assertScore(ROUGE_L.score("testing two", target), 1, 2 / 3.0, 4 / 5.0);
  }

  /** The example of the Hugging Face metric card: the mean over both rows is 0.333. */
  @Test
  void exampleOfTheMetricCard() {
    assertThat(ROUGE_1.score("hello goodbye", List.of("goodbye")).f1()).isEqualTo(2 / 3.0, EXACT);
    assertThat(ROUGE_1.score("ankh morpork", List.of("general kenobi"))).isEqualTo(RougeScore.NONE);
  }

  @Test
  void repeatedWordsCountAsOftenAsBothHaveThem() {
    assertScore(ROUGE_1.score("the the the cat", "the cat the"), 3 / 4.0, 1, 6 / 7.0);
  }

  @Test
  void caseAndPunctuationDoNotCountAndApostrophesSeparate() {
    assertThat(RougeTokenizer.of("Don't  stop-me: R2-D2, née 42!"))
        .containsExactly("don", "t", "stop", "me", "r2", "d2", "n", "e", "42");
    assertScore(ROUGE_L.score("POLICE, killed: the gunman.", S1), 1, 1, 1);
  }

  @ParameterizedTest
  @EnumSource
  void textsWithoutWordsHaveNothingInCommon(Rouge rouge) {
    assertThat(rouge.score("", S1)).isEqualTo(RougeScore.NONE);
    assertThat(rouge.score(S1, "?!")).isEqualTo(RougeScore.NONE);
    assertThat(rouge.score("", "")).isEqualTo(RougeScore.NONE);
  }

  @Test
  void oneWordHasNoPairs() {
    assertThat(ROUGE_2.score("gunman", "gunman")).isEqualTo(RougeScore.NONE);
  }

  @Test
  void bestOfSeveralReferencesCounts() {
    List<String> references = List.of("a thief ran", S1, "the police killed him");

    assertThat(ROUGE_L.score("police kill the gunman", references).f1()).isEqualTo(0.75, EXACT);
    assertThatThrownBy(() -> ROUGE_L.score("police", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("number of references must be at least 1, was 0: score rows that have one");
  }

  private static void assertScore(RougeScore score, double precision, double recall, double f1) {
    assertThat(score.precision()).isEqualTo(precision, EXACT);
    assertThat(score.recall()).isEqualTo(recall, EXACT);
    assertThat(score.f1()).isEqualTo(f1, EXACT);
  }
}
