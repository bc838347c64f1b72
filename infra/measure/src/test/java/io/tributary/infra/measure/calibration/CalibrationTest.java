package io.tributary.infra.measure.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final Offset<Double> FOUR_DIGITS = within(0.00005);

  /** The example of TorchMetrics' binary calibration error: l1 0.2900, max 0.3167. */
  @Test
  void binaryExampleOfTorchMetrics() {
    ReliabilityDiagram reliability =
        ReliabilityDiagram.of(
            outcomes(new double[] {0.25, 0.25, 0.55, 0.75, 0.75}, 0, 0, 1, 1, 1), 2);

    assertThat(reliability.expectedCalibrationError()).isEqualTo(0.2900, FOUR_DIGITS);
    assertThat(reliability.maximumCalibrationError()).isEqualTo(0.3167, FOUR_DIGITS);
  }

  /** Its multi-class example: top confidences .55 (wrong), .55 (wrong), .60, .90; l1 0.2000. */
  @Test
  void multiClassExampleOfTorchMetrics() {
    ReliabilityDiagram reliability =
        ReliabilityDiagram.of(outcomes(new double[] {0.55, 0.55, 0.60, 0.90}, 0, 0, 1, 1), 3);

    assertThat(reliability.expectedCalibrationError()).isEqualTo(0.2000, FOUR_DIGITS);
    assertThat(reliability.bins())
        .extracting(ReliabilityBin::answers, ReliabilityBin::accuracy)
        .containsExactly(tuple(3, 1 / 3.0), tuple(1, 1.0));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 10, 0, 0.1",
    "0.1, 10, 0, 0.1",
    "0.3, 10, 0.2, 0.3",
    "0.30000000000000004, 10, 0.3, 0.4",
    "0.07, 100, 0.06, 0.07",
    "0.29, 100, 0.28, 0.29",
    "1, 15, 0.9333333333333333, 1",
    "0.5, 1, 0, 1"
  })
  void binsAreClosedOnTheRight(double confidence, int bins, double lower, double upper) {
    ReliabilityDiagram reliability =
        ReliabilityDiagram.of(List.of(new ScoredAnswer(confidence, true)), bins);

    assertThat(reliability.bins())
        .containsExactly(new ReliabilityBin(lower, upper, 1, confidence, 1));
  }

  /** The examples of scikit-learn's brier_score_loss: 0.037... and, of several classes, 0.146... */
  @Test
  void brierScoresOfScikitLearn() {
    List<ScoredAnswer> answers = outcomes(new double[] {0.1, 0.9, 0.8, 0.3}, 0, 1, 1, 0);
    List<double[]> options =
        List.of(
            new double[] {0.8, 0.1, 0.1},
            new double[] {0.2, 0.7, 0.1},
            new double[] {0.2, 0.2, 0.6});

    assertThat(BrierScore.ofAnswers(answers)).isEqualTo(0.0375, EXACT);
    assertThat(BrierScore.ofOptions(options, new int[] {0, 1, 2})).isEqualTo(0.44 / 3, EXACT);
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    assertThatThrownBy(() -> new ScoredAnswer(Double.NaN, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("confidence must lie in 0..1, was NaN");
    assertThatThrownBy(() -> BrierScore.ofOptions(options(0.5, 0.6), new int[] {0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must sum to 1 within 1.0E-4, summed to 1.1");
    assertThatThrownBy(() -> BrierScore.ofOptions(options(0.5, 0.5), new int[] {2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("right option of row 0 must lie in 0..1, was 2");
    assertThatThrownBy(() -> BrierScore.ofOptions(options(1.5, -0.5), new int[] {0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was 1.5");
  }

  @Test
  void nothingToScoreIsRefused() {
    assertThatThrownBy(() -> ReliabilityDiagram.of(List.of(), 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("number of answers must be at least 1, was 0");
    assertThatThrownBy(() -> ReliabilityDiagram.of(List.of(new ScoredAnswer(1, true)), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("number of bins must be at least 1, was 0: Guo et al. use 15");
    assertThatThrownBy(() -> BrierScore.ofAnswers(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BrierScore.ofOptions(List.of(), new int[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<double[]> options(double... row) {
    return List.of(row);
  }

  private static List<ScoredAnswer> outcomes(double[] confidences, int... correct) {
    List<ScoredAnswer> outcomes = new ArrayList<>();
    for (int i = 0; i < correct.length; i++) {
      outcomes.add(new ScoredAnswer(confidences[i], correct[i] == 1));
    }
    return outcomes;
  }
}
