package io.tributary.infra.measure.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

class CalibrationPropertiesTest {
  private static final Offset<Double> EXACT = within(1e-12);

  @Property(tries = 300)
  void agreesWithSearchingTheBinOfEveryAnswer(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20) int bins,
      @ForAll @IntRange(min = 1, max = 60) int answers) {
    List<ScoredAnswer> outcomes = outcomes(answers, bins, seed);

    assertThat(ReliabilityDiagram.of(outcomes, bins).expectedCalibrationError())
        .isEqualTo(naive(outcomes, bins), EXACT);
  }

  @Property(tries = 200)
  void binsHoldAllAnswersOnceAndInOrder(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int bins) {
    ReliabilityDiagram reliability = ReliabilityDiagram.of(outcomes(50, bins, seed), bins);

    assertThat(reliability.bins().stream().mapToInt(ReliabilityBin::answers).sum()).isEqualTo(50);
    assertThat(reliability.bins())
        .allSatisfy(
            bin -> assertThat(bin.confidence()).isBetween(bin.lower() - 1e-12, bin.upper() + 1e-12))
        .isSortedAccordingTo((a, b) -> Double.compare(a.lower(), b.lower()));
    assertThat(reliability.expectedCalibrationError())
        .isBetween(0.0, reliability.maximumCalibrationError() + 1e-15);
    assertThat(reliability.maximumCalibrationError()).isLessThanOrEqualTo(1);
  }

  @Property(tries = 200)
  void brierOfTwoOptionsIsTwiceThatOfTheAnswer(@ForAll long seed) {
    List<ScoredAnswer> outcomes = outcomes(20, 10, seed);
    List<double[]> options = new ArrayList<>();
    int[] right = new int[20];
    for (int i = 0; i < 20; i++) {
      double p = outcomes.get(i).confidence();
      options.add(new double[] {p, 1 - p});
      right[i] = outcomes.get(i).correct() ? 0 : 1;
    }

    assertThat(BrierScore.ofOptions(options, right))
        .isEqualTo(2 * BrierScore.ofAnswers(outcomes), EXACT);
    assertThat(BrierScore.ofAnswers(outcomes)).isBetween(0.0, 1.0);
  }

  private static double naive(List<ScoredAnswer> outcomes, int bins) {
    double sum = 0;
    for (int bin = 0; bin < bins; bin++) {
      double lower = (double) bin / bins;
      double upper = (double) (bin + 1) / bins;
      double excess = 0;
      for (ScoredAnswer outcome : outcomes) {
        double p = outcome.confidence();
        if ((p > lower || (bin == 0 && p == 0)) && p <= upper) {
          excess += (outcome.correct() ? 1 : 0) - p;
        }
      }
      sum += Math.abs(excess) / outcomes.size();
    }
    return sum;
  }

  /** Every other confidence lies on a bound of a bin. */
  private static List<ScoredAnswer> outcomes(int n, int bins, long seed) {
    Random random = new Random(seed);
    List<ScoredAnswer> outcomes = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double p = i % 2 == 0 ? random.nextDouble() : random.nextInt(bins + 1) / (double) bins;
      outcomes.add(new ScoredAnswer(p, random.nextBoolean()));
    }
    return outcomes;
  }
}
