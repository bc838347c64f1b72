package io.tributary.infra.measure.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class McNemarTest {
  /** Ten coins, at most one of them heads: (1 + 10) / 1024, and as many the other way round. */
  @Test
  void fewRowsAreTossedExactly() {
    McNemar test = McNemar.of(9, 1);

    assertThat(test.exact()).isTrue();
    assertThat(test.pValue()).isCloseTo(22.0 / 1024, within(1e-15));
    assertThat(McNemar.of(5, 0).pValue()).isCloseTo(2.0 / 32, within(1e-15));
    assertThat(McNemar.of(3, 3).pValue()).isEqualTo(1);
  }

  /**
   * Fagerland, Lydersen and Laake 2013: before and after stem cell transplantation, airways of 1
   * child got better and of 7 worse; exact p 0.0703.
   */
  @Test
  void agreesWithThePublishedExample() {
    assertThat(McNemar.of(1, 7).pValue()).isCloseTo(0.0703, within(5e-5));
  }

  /** From 25 rows on the outcome itself counts by half. */
  @Test
  void manyRowsTakeMidP() {
    McNemar test = McNemar.of(25, 0);

    assertThat(test.exact()).isFalse();
    // Exact 2 / 2^25; mid-p half of it.
    assertThat(test.pValue()).isCloseTo(Math.scalb(1.0, -25), within(1e-20));
    assertThat(McNemar.of(24, 0).exact()).isTrue();
    // C(26, 13) / 2^26 is the probability of an even split.
    assertThat(McNemar.of(13, 13).pValue())
        .isCloseTo(1 - 10_400_600 / Math.scalb(1.0, 26) / 2, within(1e-12));
  }

  /** Where probabilities are too small for all of their digits. */
  @Test
  void theSmallestPValuesAreNotNegative() {
    for (int behind = 1000; behind <= 1200; behind++) {
      assertThat(McNemar.of(1, behind).pValue()).isBetween(0.0, 1e-290);
    }
  }

  @Test
  void methodsThatAnswerAlikeAreEqual() {
    assertThat(McNemar.of(0, 0).pValue()).isEqualTo(1);
    assertThatThrownBy(() -> McNemar.of(-1, 2))
        .hasMessageContaining("rows that only the first answers right must be at least 0, was -1");
  }

  @Property(tries = 300)
  void isTheNaiveSum(
      @ForAll @IntRange(max = 60) int ahead, @ForAll @IntRange(max = 60) int behind) {
    assertThat(McNemar.of(ahead, behind).pValue()).isCloseTo(naive(ahead, behind), within(1e-12));
  }

  @Property(tries = 100)
  void theOtherWayRoundIsTheSame(
      @ForAll @IntRange(max = 3000) int ahead, @ForAll @IntRange(max = 3000) int behind) {
    McNemar test = McNemar.of(ahead, behind);
    McNemar mirrored = McNemar.of(behind, ahead);

    assertThat(mirrored.pValue()).isEqualTo(test.pValue()).isBetween(0.0, 1.0);
    assertThat(mirrored.ahead()).isEqualTo(test.behind());
  }

  /** Sums over all outcomes that are less likely, and those that are as likely, by half if mid. */
  private static double naive(int ahead, int behind) {
    int n = ahead + behind;
    int distance = Math.abs(ahead - behind);
    BigInteger further = BigInteger.ZERO;
    BigInteger same = BigInteger.ZERO;
    BigInteger ways = BigInteger.ONE;
    for (int k = 0; k <= n; k++) {
      int other = Math.abs(n - 2 * k);
      further = other > distance ? further.add(ways) : further;
      same = other == distance ? same.add(ways) : same;
      ways = ways.multiply(BigInteger.valueOf(n - k)).divide(BigInteger.valueOf(k + 1));
    }
    BigDecimal sum = new BigDecimal(further);
    BigDecimal edge = new BigDecimal(same);
    sum = sum.add(n < McNemar.EXACT_BELOW ? edge : edge.divide(BigDecimal.valueOf(2)));
    return sum.divide(new BigDecimal(BigInteger.TWO.pow(n)), MathContext.DECIMAL64).doubleValue();
  }
}
