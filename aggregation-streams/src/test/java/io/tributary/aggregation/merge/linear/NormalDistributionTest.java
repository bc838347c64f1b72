package io.tributary.aggregation.merge.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class NormalDistributionTest {
  private static final MathContext DIGITS = new MathContext(60);

  @Test
  void isTheTablesOfEveryTextbook() {
    double[] at = {0.5, 1, 1.959963984540054, 2, 3, 4, 6};
    double[] published = {
      0.38292492254802624,
      0.6826894921370859,
      0.95,
      0.9544997361036416,
      0.9973002039367398,
      0.9999366575163338,
      0.999999998026825
    };
    for (int i = 0; i < at.length; i++) {
      assertThat(NormalDistribution.within(at[i])).isCloseTo(published[i], within(3e-15));
    }
  }

  @Test
  void ends() {
    assertThat(NormalDistribution.within(0)).isZero();
    assertThat(NormalDistribution.within(Double.MIN_VALUE)).isLessThan(1e-300);
    assertThat(NormalDistribution.within(Math.nextDown(8.4))).isBetween(1 - 3e-15, 1.0);
    assertThat(NormalDistribution.within(8.4)).isEqualTo(1);
    assertThat(NormalDistribution.within(Double.POSITIVE_INFINITY)).isEqualTo(1);
  }

  @Property(tries = 300)
  void relativeErrorIsAsStated(@ForAll @Scale(12) @DoubleRange(min = 1e-12, max = 8.4) double t) {
    BigDecimal exact = naive(t);
    BigDecimal error = new BigDecimal(NormalDistribution.within(t)).subtract(exact).abs();
    assertThat(error.divide(exact, DIGITS).doubleValue()).as("at %s", t).isLessThan(3e-15);
  }

  /** Also across the middle between two places of the table. */
  @Property(tries = 500)
  void growsUpToRounding(
      @ForAll @Scale(9) @DoubleRange(min = 0, max = 8.4) double t,
      @ForAll @Scale(9) @DoubleRange(min = 0, max = 0.1) double more) {
    assertThat(NormalDistribution.within(t + more))
        .isGreaterThanOrEqualTo(NormalDistribution.within(t) - 3e-15);
  }

  /** {@code sqrt(2 / pi) (t - t^3 / (2 3) + t^5 / (2^2 2! 5) - ..)}, in 60 digits. */
  private static BigDecimal naive(double t) {
    BigDecimal x = new BigDecimal(t);
    BigDecimal power = x;
    BigDecimal sum = x;
    for (int k = 1; k < 250; k++) {
      power =
          power.multiply(x).multiply(x).divide(BigDecimal.valueOf(-2L * k), DIGITS).round(DIGITS);
      sum = sum.add(power.divide(BigDecimal.valueOf(2L * k + 1), DIGITS));
    }
    var pi = new BigDecimal("3.14159265358979323846264338327950288419716939937510582097494459");
    return BigDecimal.valueOf(2).divide(pi, DIGITS).sqrt(DIGITS).multiply(sum, DIGITS);
  }
}
