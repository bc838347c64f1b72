package io.tributary.infra.measure.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CurveChangeTest {
  @Test
  void changesAreWhatVaries() {
    // Changes 2, -1, 3 around 4/3: squares 4/9, 49/9, 25/9.
    CurveChange change = CurveChange.of(1, 3, 2, 5);

    assertThat(change.changes()).isEqualTo(3);
    assertThat(change.mean()).isEqualTo(4 / 3.0, within(1e-14));
    assertThat(change.variance()).isEqualTo(13 / 3.0, within(1e-14));
    assertThat(change.standardDeviation()).isEqualTo(Math.sqrt(13 / 3.0), within(1e-14));
  }

  @Test
  void steadyRiseHasNoNoise() {
    assertThat(CurveChange.of(1, 3, 5, 7)).isEqualTo(new CurveChange(3, 2, 0));
  }

  @Test
  void shortOrBrokenCurvesAreRefused() {
    assertThatThrownBy(() -> CurveChange.of(1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "number of points of a curve must be at least 3, was 2: measure more rounds or steps");
    assertThatThrownBy(() -> CurveChange.of(1, Double.NaN, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("point of the curve[1]");
  }

  @Property(tries = 200)
  void trendDoesNotCountAndScaleCountsSquared(@ForAll long seed) {
    double[] curve = new Random(seed).doubles(12).toArray();
    double[] other = new double[12];
    for (int t = 0; t < other.length; t++) {
      other[t] = 3 * curve[t] + 0.7 * t - 5;
    }

    assertThat(CurveChange.of(other).variance())
        .isEqualTo(9 * CurveChange.of(curve).variance(), within(1e-10));
  }

  /** Of independent points with variance s^2, changes have variance 2 s^2. */
  @Property(tries = 20)
  void independentPointsChangeTwiceAsMuchAsTheyVary(@ForAll long seed) {
    double[] curve = new Random(seed).doubles(20_000, -1, 1).toArray();

    assertThat(CurveChange.of(curve).variance()).isEqualTo(2 / 3.0, within(0.04));
  }
}
