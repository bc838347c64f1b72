package io.tributary.infra.measure.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RougePropertiesTest {
  @Provide
  Arbitrary<List<String>> words() {
    return Arbitraries.of("a", "b", "c", "d").list().ofMaxSize(9);
  }

  @Property(tries = 300)
  void ngramsAgreeWithStrikingThemOutOneByOne(
      @ForAll("words") List<String> candidate, @ForAll("words") List<String> reference) {
    assertCommon(Rouge.ROUGE_1.score(text(candidate), text(reference)), 1, candidate, reference);
    assertCommon(Rouge.ROUGE_2.score(text(candidate), text(reference)), 2, candidate, reference);
  }

  @Property(tries = 300)
  void longestCommonSubsequenceAgreesWithTryingAll(
      @ForAll("words") List<String> a, @ForAll("words") List<String> b) {
    assertThat(LongestCommonSubsequence.length(a, b)).isEqualTo(naiveLcs(a, b));
  }

  @Property(tries = 200)
  void swappingTheTextsSwapsPrecisionAndRecall(
      @ForAll Rouge rouge, @ForAll("words") List<String> a, @ForAll("words") List<String> b) {
    RougeScore score = rouge.score(text(a), text(b));
    RougeScore swapped = rouge.score(text(b), text(a));

    assertThat(swapped).isEqualTo(new RougeScore(score.recall(), score.precision(), score.f1()));
    assertThat(score.f1()).isBetween(0.0, 1.0);
    assertThat(score.f1())
        .isBetween(
            Math.min(score.precision(), score.recall()) - 1e-15,
            Math.max(score.precision(), score.recall()) + 1e-15);
  }

  @Property(tries = 200)
  void moreReferencesNeverScoreLower(
      @ForAll Rouge rouge,
      @ForAll("words") List<String> candidate,
      @ForAll("words") List<String> one,
      @ForAll("words") List<String> two) {
    double best = rouge.score(text(candidate), List.of(text(one), text(two))).f1();

    assertThat(best)
        .isEqualTo(
            Math.max(
                rouge.score(text(candidate), text(one)).f1(),
                rouge.score(text(candidate), text(two)).f1()));
  }

  private static void assertCommon(
      RougeScore score, int n, List<String> candidate, List<String> reference) {
    List<String> left = ngrams(n, reference);
    double common = 0;
    for (String ngram : ngrams(n, candidate)) {
      common += left.remove(ngram) ? 1 : 0;
    }
    double precision = common / Math.max(1, ngrams(n, candidate).size());
    double recall = common / Math.max(1, ngrams(n, reference).size());
    double f1 = common == 0 ? 0 : 2 * precision * recall / (precision + recall);
    assertThat(score.precision()).isEqualTo(precision, within(1e-12));
    assertThat(score.recall()).isEqualTo(recall, within(1e-12));
    assertThat(score.f1()).isEqualTo(f1, within(1e-12));
  }

  private static List<String> ngrams(int n, List<String> words) {
    List<String> ngrams = new ArrayList<>();
    for (int i = 0; i + n <= words.size(); i++) {
      ngrams.add(text(words.subList(i, i + n)));
    }
    return ngrams;
  }

  private static int naiveLcs(List<String> a, List<String> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return 0;
    }
    List<String> restOfA = a.subList(1, a.size());
    List<String> restOfB = b.subList(1, b.size());
    return a.get(0).equals(b.get(0))
        ? 1 + naiveLcs(restOfA, restOfB)
        : Math.max(naiveLcs(restOfA, b), naiveLcs(a, restOfB));
  }

  private static String text(List<String> words) {
    return String.join(" ", words);
  }
}
