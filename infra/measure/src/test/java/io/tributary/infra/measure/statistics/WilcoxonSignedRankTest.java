package io.tributary.infra.measure.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;

class WilcoxonSignedRankTest {
  /** Darwin's plants as in SciPy's documentation: the smaller rank sum 24, p = 0.041259765625. */
  @Test
  void plantsOfDarwin() {
    double[] differences = {6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75};

    WilcoxonSignedRank test = WilcoxonSignedRank.of(differences).orElseThrow();

    assertThat(test).isEqualTo(new WilcoxonSignedRank(15 * 16 / 2 - 24, 15, true, 0.041259765625));
  }

  /** Hollander and Wolfe 1973, depression scores; R's documentation: V = 40, p = 0.01953 a side. */
  @Test
  void depressionScoresOfHollanderAndWolfe() {
    double[] x = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
    double[] y = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
    double[] differences = new double[x.length];
    Arrays.setAll(differences, i -> x[i] - y[i]);

    WilcoxonSignedRank test = WilcoxonSignedRank.of(differences).orElseThrow();

    assertThat(test.statistic()).isEqualTo(40);
    assertThat(test.pValue()).isEqualTo(2 * 0.01953, within(1e-5));
  }

  /** Student's sleep data have a 0 and two equal differences: all 9 others favour one drug. */
  @Test
  void sleepOfStudentHasTiesAndAZero() {
    double[] differences = {-1.2, -2.4, -1.3, -1.3, 0.0, -1.0, -1.8, -0.8, -4.6, -1.4};

    assertThat(WilcoxonSignedRank.of(differences))
        .contains(new WilcoxonSignedRank(0, 9, true, 2 / 512.0));
  }

  @Test
  void tooFewDifferencesSayNothing() {
    assertThat(WilcoxonSignedRank.of(new double[] {1, 2, 3, 4, 5, 0, 0})).isEmpty();
    assertThat(WilcoxonSignedRank.of(new double[] {1, 2, 3, 4, 5, 6, 0}))
        .contains(new WilcoxonSignedRank(21, 6, true, 2 / 64.0));
    assertThat(WilcoxonSignedRank.of(new double[] {})).isEmpty();
  }

  @Test
  void notANumberIsRefused() {
    assertThatThrownBy(() -> WilcoxonSignedRank.of(new double[] {Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("difference of pair[0] must be finite");
  }

  @Property(tries = 100)
  void exactPValuesAgreeWithTossingAllCoins(
      @ForAll long seed, @ForAll @IntRange(min = 6, max = 10) int n) {
    double[] differences = new Random(seed).doubles(n, -1, 2).toArray();

    WilcoxonSignedRank test = WilcoxonSignedRank.of(differences).orElseThrow();

    assertThat(test.exact()).isTrue();
    assertThat(test.pValue()).isEqualTo(naive(differences), within(1e-12));
  }

  @Property(tries = 100)
  void tiedPValuesAgreeWithTossingAllCoins(@ForAll long seed) {
    double[] differences =
        new Random(seed).ints(12, -3, 6).filter(d -> d != 0).asDoubleStream().toArray();

    WilcoxonSignedRank.of(differences)
        .ifPresent(test -> assertThat(test.pValue()).isEqualTo(naive(differences), within(1e-12)));
  }

  /** The library's exact test is an independent implementation for differences without ties. */
  @Property(tries = 100)
  void agreesWithTheLibraryWithoutTies(
      @ForAll long seed, @ForAll @IntRange(min = 6, max = 50) int n) {
    double[] differences = new Random(seed).doubles(n, -1, 1.5).toArray();
    var library =
        org.apache.commons.statistics.inference.WilcoxonSignedRankTest.withDefaults()
            .with(PValueMethod.EXACT)
            .test(differences);

    WilcoxonSignedRank test = WilcoxonSignedRank.of(differences).orElseThrow();

    assertThat(test.statistic()).isEqualTo(library.getStatistic());
    assertThat(test.pValue()).isEqualTo(library.getPValue(), within(1e-9));
  }

  @Property(tries = 20)
  void manyDifferencesAreApproximatedWell(@ForAll long seed) {
    double[] differences = new Random(seed).ints(60, 1, 30).asDoubleStream().toArray();
    for (int i = 0; i < 25; i++) {
      differences[i] = -differences[i];
    }

    WilcoxonSignedRank test = WilcoxonSignedRank.of(differences).orElseThrow();

    assertThat(test.exact()).isFalse();
    assertThat(test.pValue()).isEqualTo(SignedRanks.of(differences).exactPValue(), within(0.005));
  }

  /** The share of all sign patterns whose rank sum is at least as far from its mean. */
  private static double naive(double[] differences) {
    int n = differences.length;
    double[] ranks = new double[n];
    double observed = 0;
    for (int i = 0; i < n; i++) {
      double size = Math.abs(differences[i]);
      double smaller = Arrays.stream(differences).filter(d -> Math.abs(d) < size).count();
      double equal = Arrays.stream(differences).filter(d -> Math.abs(d) == size).count();
      ranks[i] = smaller + (equal + 1) / 2;
      observed += differences[i] > 0 ? ranks[i] : 0;
    }
    double mean = n * (n + 1) / 4.0;
    int extreme = 0;
    for (int signs = 0; signs < 1 << n; signs++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += (signs >> i & 1) * ranks[i];
      }
      extreme += Math.abs(sum - mean) >= Math.abs(observed - mean) ? 1 : 0;
    }
    return extreme / (double) (1 << n);
  }
}
