package io.tributary.infra.measure.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairedTTestTest {
  /**
   * Student 1908, extra hours of sleep under two drugs; R's documentation of {@code sleep} gives t
   * = -4.0621, df = 9, p = 0.002833, interval -2.4598858 .. -0.7001142.
   */
  @Test
  void sleepOfStudent() {
    double[] differences = {-1.2, -2.4, -1.3, -1.3, 0.0, -1.0, -1.8, -0.8, -4.6, -1.4};

    PairedTTest test = PairedTTest.of(differences).orElseThrow();

    assertThat(test.statistic()).isEqualTo(-4.0621, within(5e-5));
    assertThat(test.degreesOfFreedom()).isEqualTo(9);
    assertThat(test.pValue()).isEqualTo(0.002833, within(5e-7));
    assertThat(test.interval().level()).isEqualTo(0.95);
    assertThat(test.interval().lower()).isEqualTo(-2.4598858, within(5e-8));
    assertThat(test.interval().upper()).isEqualTo(-0.7001142, within(5e-8));
  }

  /** Fisher 1935, Darwin's plants in eighths of an inch: t = 2.148, p = 0.0497. */
  @Test
  void plantsOfDarwin() {
    double[] differences = {49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48};

    PairedTTest test = PairedTTest.of(differences).orElseThrow();

    assertThat(test.statistic()).isEqualTo(2.148, within(5e-4));
    assertThat(test.pValue()).isEqualTo(0.0497, within(5e-5));
    assertThat(test.interval().covers(0)).isFalse();
    assertThat(test.interval().lower()).isPositive();
  }

  @Test
  void withoutVarianceThereIsNoTest() {
    assertThat(PairedTTest.of(new double[] {})).isEmpty();
    assertThat(PairedTTest.of(new double[] {0.03})).isEmpty();
    assertThat(PairedTTest.of(new double[] {0.03, 0.03, 0.03})).isEmpty();
    assertThat(PairedTTest.of(new double[] {0.0, -0.0})).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 95, Double.NaN})
  void levelOutOfBoundsIsRefused(double level) {
    assertThatThrownBy(() -> PairedTTest.of(new double[] {1, 2}, level))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("level of an interval must lie in (0, 1), was " + level + ": 0.95 is usual");
  }

  @Test
  void notANumberIsRefused() {
    assertThatThrownBy(() -> PairedTTest.of(new double[] {1, Double.POSITIVE_INFINITY}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("difference of pair[1] must be finite");
  }

  /** Three seeds: with two degrees of freedom p has the closed form 1 - |t| / sqrt(2 + t^2). */
  @Property(tries = 300)
  void agreesWithTheClosedFormForThreeRuns(@ForAll long seed) {
    double[] d = new Random(seed).doubles(3, -1, 1.5).toArray();
    double mean = (d[0] + d[1] + d[2]) / 3;
    double variance = Arrays.stream(d).map(x -> (x - mean) * (x - mean)).sum() / 2;
    double t = mean / Math.sqrt(variance / 3);

    PairedTTest test = PairedTTest.of(d).orElseThrow();

    assertThat(test.statistic()).isEqualTo(t, within(1e-9 * (1 + Math.abs(t))));
    assertThat(test.pValue()).isEqualTo(1 - Math.abs(t) / Math.sqrt(2 + t * t), within(1e-9));
  }

  /** An interval and a test of one level are two views of the same thing. */
  @Property(tries = 300)
  void intervalCoversZeroExactlyIfTheTestIsNotSignificant(@ForAll long seed) {
    Random random = new Random(seed);
    double[] differences = random.doubles(5, -0.5, 1).toArray();
    double level = 0.5 + 0.49 * random.nextDouble();

    PairedTTest test = PairedTTest.of(differences, level).orElseThrow();

    assertThat(test.interval().covers(0)).isEqualTo(test.pValue() >= 1 - level);
    assertThat((test.interval().lower() + test.interval().upper()) / 2)
        .isEqualTo(Arrays.stream(differences).average().getAsDouble(), within(1e-12));
  }
}
