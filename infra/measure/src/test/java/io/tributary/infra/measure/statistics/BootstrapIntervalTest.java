package io.tributary.infra.measure.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.infra.measure.statistics.BootstrapInterval.Stratum;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BootstrapIntervalTest {
  /** Two draws of 0 and 1: means 0, .5 and 1 in a quarter, a half and a quarter of all cases. */
  @Test
  void twoUnitsHaveThreeMeans() {
    List<Stratum> units = List.of(stratum(0, 1));

    ConfidenceInterval wide = new BootstrapInterval(4000, 7, 0.95).interval(units).orElseThrow();
    ConfidenceInterval narrow = new BootstrapInterval(4000, 7, 0.4).interval(units).orElseThrow();

    assertThat(wide).isEqualTo(new ConfidenceInterval(0.95, 0, 1));
    assertThat(narrow.lower()).isEqualTo(0.5);
    assertThat(narrow.upper()).isEqualTo(0.5);
  }

  /** With many units, means are normal: mean +- 1.96 s / sqrt(n). */
  @Test
  void manyUnitsComeCloseToTheNormalInterval() {
    double[] values = new Random(3).doubles(400).toArray();
    SeedSummary summary = SeedSummary.of(values);
    double error = 1.959964 * summary.standardDeviation().orElseThrow() / Math.sqrt(400);

    ConfidenceInterval interval =
        BootstrapInterval.DEFAULT.interval(List.of(stratum(values))).orElseThrow();

    assertThat(interval.lower()).isCloseTo(summary.mean() - error, within(0.08 * error));
    assertThat(interval.upper()).isCloseTo(summary.mean() + error, within(0.08 * error));
  }

  /**
   * One kind is sure, with three quarters of the weight: a quarter of the other's spread is left.
   */
  @Test
  void strataKeepTheirShare() {
    var sure = new Stratum(new double[] {0.5, 0.5}, new double[] {0.375, 0.375});
    var open = new Stratum(new double[] {0, 1}, new double[] {0.125, 0.125});

    ConfidenceInterval interval =
        new BootstrapInterval(2000, 1, 0.95).interval(List.of(sure, open)).orElseThrow();

    assertThat(interval.lower()).isCloseTo(0.375, within(1e-12));
    assertThat(interval.upper()).isCloseTo(0.625, within(1e-12));
  }

  @Test
  void whatDoesNotVaryHasNoInterval() {
    assertThat(BootstrapInterval.DEFAULT.interval(List.of(stratum(0.1, 0.1, 0.1)))).isEmpty();
    assertThat(BootstrapInterval.DEFAULT.interval(List.of(stratum(0.1 + 0.2, 0.3)))).isEmpty();
    // One unit each: drawing it again is itself, however much kinds differ.
    assertThat(BootstrapInterval.DEFAULT.interval(List.of(stratum(0), stratum(1)))).isEmpty();
    assertThatThrownBy(() -> new Stratum(new double[] {1}, new double[] {0}))
        .hasMessageContaining("weight of a unit must be finite and above 0, was 0.0");
    assertThatThrownBy(() -> new BootstrapInterval(10, 1, 1))
        .hasMessageContaining("level of an interval must lie in (0, 1), was 1.0");
  }

  @Property(tries = 50)
  void theOtherWayRoundIsMirroredAndTheSameSeedSaysTheSame(@ForAll long seed) {
    double[] values = new Random(seed).doubles(9, -1, 1).toArray();
    double[] negated = Arrays.stream(values).map(value -> -value).toArray();
    var bootstrap = new BootstrapInterval(500, seed, 0.9);

    ConfidenceInterval interval = bootstrap.interval(List.of(stratum(values))).orElseThrow();
    ConfidenceInterval mirrored = bootstrap.interval(List.of(stratum(negated))).orElseThrow();

    assertThat(mirrored.lower()).isCloseTo(-interval.upper(), within(1e-12));
    assertThat(mirrored.upper()).isCloseTo(-interval.lower(), within(1e-12));
    assertThat(bootstrap.interval(List.of(stratum(values)))).contains(interval);
  }

  private static Stratum stratum(double... values) {
    double[] weights = new double[values.length];
    Arrays.fill(weights, 1.0 / values.length);
    return new Stratum(values, weights);
  }
}
