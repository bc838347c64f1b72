package io.tributary.infra.measure.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedSummaryTest {
  /**
   * NIST's Statistical Reference Datasets, NumAcc1 and NumAcc2: certified 10000002, 1; 1.2, 0.1.
   */
  @Test
  void certifiedValues() {
    double[] second = new double[1001];
    for (int i = 0; i < second.length; i++) {
      second[i] = i == 0 ? 1.2 : i % 2 == 1 ? 1.1 : 1.3;
    }

    SeedSummary numAcc1 = SeedSummary.of(10000001, 10000003, 10000002);
    SeedSummary numAcc2 = SeedSummary.of(second);

    assertThat(numAcc1.mean()).isEqualTo(10000002);
    assertThat(numAcc1.standardDeviation()).hasValue(1);
    assertThat(numAcc2.mean()).isEqualTo(1.2, within(1e-14));
    assertThat(numAcc2.standardDeviation().getAsDouble()).isEqualTo(0.1, within(1e-14));
  }

  @Test
  void oneRunHasNoStandardDeviation() {
    assertThat(SeedSummary.of(0.7).standardDeviation()).isEmpty();
    assertThat(SeedSummary.of(0.7, 0.7).standardDeviation()).hasValue(0);
  }

  @Test
  void failedRunsAreAbsentRatherThanNaN() {
    assertThatThrownBy(() -> SeedSummary.of(0.5, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("value of run[1] must be finite, was NaN: leave failed runs out");
    assertThatThrownBy(() -> SeedSummary.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("number of runs must be at least 1, was 0: leave a cell without runs empty");
  }

  @Property(tries = 200)
  void agreesWithTwoPasses(@ForAll long seed, @ForAll @IntRange(min = 2, max = 30) int n) {
    double[] values = new Random(seed).doubles(n, -1, 1).toArray();
    double mean = 0;
    for (double value : values) {
      mean += value / n;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }

    SeedSummary summary = SeedSummary.of(values);

    assertThat(summary.n()).isEqualTo(n);
    assertThat(summary.mean()).isEqualTo(mean, within(1e-12));
    assertThat(summary.standardDeviation().getAsDouble())
        .isEqualTo(Math.sqrt(squares / (n - 1)), within(1e-12));
  }

  /** FedRouter's ROUGE-1 over the others' (arXiv 2604.00050, figure 3), up to "136 %". */
  @ParameterizedTest
  @CsvSource({"0.570, 2.3", "0.461, 26.5", "0.255, 128.6", "0.252, 131.3", "0.247, 136.0"})
  void relativeGainsOfThePaper(double baseline, double percent) {
    assertThat(RelativeGain.percent(0.583, baseline)).isEqualTo(percent, within(0.05));
  }

  @Test
  void gainOverNothingIsRefused() {
    assertThatThrownBy(() -> RelativeGain.percent(0.5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "baseline of a relative gain must be above 0, was 0.0: show the difference instead");
    assertThatThrownBy(() -> RelativeGain.percent(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
