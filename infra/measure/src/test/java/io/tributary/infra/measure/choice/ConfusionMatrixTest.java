package io.tributary.infra.measure.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  private static final Offset<Double> TWO_DIGITS = within(0.005);
  private static final Offset<Double> EXACT = within(1e-15);

  /** The example of scikit-learn's confusion_matrix. */
  @Test
  void countsTruthByRowAndAnswerByColumn() {
    ConfusionMatrix matrix =
        ConfusionMatrix.of(words("cat ant cat cat ant bird"), words("ant ant cat cat ant cat"));

    assertThat(matrix.classes()).containsExactly("ant", "bird", "cat");
    assertThat(matrix.counts()).isDeepEqualTo(new int[][] {{2, 0, 0}, {0, 0, 1}, {1, 0, 2}});
  }

  /** The example of scikit-learn's f1_score: macro 0.26..., per class 0.8, 0, 0. */
  @Test
  void classWithRowsThatIsNeverHitCountsZero() {
    ConfusionMatrix matrix = ConfusionMatrix.of(words("0 1 2 0 1 2"), words("0 2 1 0 0 1"));

    assertThat(matrix.perClass()).extracting(ClassScore::f1).containsExactly(0.8, 0.0, 0.0);
    assertThat(matrix.macroF1()).isEqualTo(0.8 / 3, EXACT);
    assertThat(matrix.accuracy()).isEqualTo(2 / 6.0, EXACT);
  }

  /** The first example of scikit-learn's classification_report, two digits as printed there. */
  @Test
  void precisionRecallAndF1OfEveryClass() {
    ConfusionMatrix matrix = ConfusionMatrix.of(words("0 1 2 2 2"), words("0 0 2 2 1"));

    List<ClassScore> scores = matrix.perClass();
    assertThat(scores).extracting(ClassScore::precision).containsExactly(0.5, 0.0, 1.0);
    assertThat(scores.get(2).recall()).isEqualTo(0.67, TWO_DIGITS);
    assertThat(scores.get(0).f1()).isEqualTo(0.67, TWO_DIGITS);
    assertThat(scores.get(2).f1()).isEqualTo(0.80, TWO_DIGITS);
    assertThat(scores).extracting(ClassScore::rows).containsExactly(1, 1, 3);
    assertThat(matrix.macroF1()).isEqualTo(0.49, TWO_DIGITS);
    assertThat(matrix.accuracy()).isEqualTo(0.60, TWO_DIGITS);
  }

  /** As in the second example there: class 1 has F1 0.80; 2 occurs only as an answer. */
  @Test
  void classThatOccursOnlyAsAnAnswerCountsZero() {
    ConfusionMatrix matrix = ConfusionMatrix.of(words("1 1 1"), words("1 1 2"));

    assertThat(matrix.perClass().get(1)).isEqualTo(new ClassScore("2", 0, 1, 0));
    assertThat(matrix.macroF1()).isEqualTo(0.8 / 2, EXACT);
  }

  @Test
  void nothingToCountIsRefused() {
    assertThatThrownBy(() -> ConfusionMatrix.of(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "number of answered rows must be at least 1, was 0: score a task that has test rows");
    assertThatThrownBy(() -> ConfusionMatrix.of(words("a b"), words("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there were 2 and 1");
  }

  private static List<String> words(String line) {
    return Arrays.asList(line.split(" "));
  }
}
