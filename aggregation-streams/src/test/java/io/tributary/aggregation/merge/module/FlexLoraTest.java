package io.tributary.aggregation.merge.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.aggregation.merge.strategy.LoraFactors;
import io.tributary.aggregation.merge.strategy.ModuleStrategy.Contribution;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FlexLoraTest {
  private final FlexLora flexLora = new FlexLora(128);

  /** Tall, wide, and with more ranks in all than either side is long. */
  @Property(tries = 40)
  void isTheBestApproximationOfTheMeanOfProducts(
      @ForAll @IntRange(min = 2, max = 9) int inputs,
      @ForAll @IntRange(min = 2, max = 9) int outputs,
      @ForAll long seed) {
    var random = new Random(seed);
    List<Contribution> contributions = Products.contributions(random, inputs, outputs, 3, 2, 4);
    var naive = new NaiveSvd(Products.mean(contributions));
    int rank = 2;

    LoraFactors next = flexLora.merge(contributions, LoraFactors.zero(rank, inputs, outputs));

    int full = Math.min(inputs, outputs);
    double gap = full > rank ? naive.value(rank - 1) - naive.value(rank) : naive.value(rank - 1);
    // Where the next singular value is as large, the best approximation is not unique.
    if (gap > 1e-3) {
      Products.assertClose(Products.of(next), naive.truncated(rank), 1e-9 / gap);
    }
    for (int k = 0; k < rank; k++) {
      assertThat(norm(column(next, k))).isCloseTo(naive.value(k), within(1e-10));
      assertThat(norm(row(next, k))).isCloseTo(1, within(1e-12));
    }
    assertThat(dot(row(next, 0), row(next, 1))).isCloseTo(0, within(1e-12));
  }

  /** A decomposition may find its values in any order; truncation must keep the largest. */
  @Test
  void largestSingularValuesComeFirst() {
    double[] a = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    double[] b = {1, 0, 0, 0, 5, 0, 0, 0, 3};
    List<Contribution> contributions =
        List.of(Products.contribution(0, 1, new LoraFactors(3, 3, 3, a, b)));
    LoraFactors next = flexLora.merge(contributions, LoraFactors.zero(2, 3, 3));
    Products.assertClose(
        Products.of(next), new double[][] {{0, 0, 0}, {0, 5, 0}, {0, 0, 3}}, 1e-14);
    assertThat(column(next, 0)).containsExactly(new double[] {0, 5, 0}, within(1e-14));
  }

  @Test
  void largestEntryOfEachLeftVectorIsPositive() {
    List<Contribution> contributions = Products.contributions(new Random(8), 6, 7, 3, 3);
    LoraFactors next = flexLora.merge(contributions, LoraFactors.zero(5, 6, 7));
    for (int k = 0; k < 5; k++) {
      double[] left = column(next, k);
      double smallest = Arrays.stream(left).min().orElseThrow();
      double largest = Arrays.stream(left).max().orElseThrow();
      assertThat(largest).isGreaterThanOrEqualTo(-smallest);
    }
  }

  @Test
  void productIsExactWhereTheRanksFit() {
    List<Contribution> contributions = Products.contributions(new Random(8), 6, 7, 1, 2);
    LoraFactors current = Products.random(4, 6, 7, new Random(9));
    LoraFactors next = flexLora.merge(contributions, current);
    Products.assertClose(Products.of(next), Products.mean(contributions), 1e-12);
    assertThat(column(next, 3)).containsOnly(0);
    assertThat(row(next, 3)).containsExactly(row(current, 3));
  }

  /** Version 0 has B = 0: there is nothing to decompose, and nothing may become NaN. */
  @Test
  void productOfZeroStaysZero() {
    LoraFactors zero = Products.random(2, 4, 3, new Random(2));
    Arrays.fill(zero.b(), 0);
    LoraFactors next =
        flexLora.merge(List.of(Products.contribution(0, 5, zero)), LoraFactors.zero(2, 4, 3));
    assertThat(next.b()).containsOnly(0);
    assertThat(Arrays.stream(next.a()).allMatch(Double::isFinite)).isTrue();
  }

  /** The same bits on every machine and in every Java: versions are named by their digests. */
  @Test
  void bitsArePinned() {
    List<Contribution> contributions = Products.contributions(new Random(17), 12, 10, 4, 2, 3);
    LoraFactors next = flexLora.merge(contributions, LoraFactors.zero(3, 12, 10));
    assertThat(List.of(Arrays.hashCode(next.a()), Arrays.hashCode(next.b())))
        .containsExactly(1745379677, -1050297045);
  }

  private static double[] column(LoraFactors factors, int k) {
    double[] column = new double[factors.outputs()];
    Arrays.setAll(column, i -> factors.b()[i * factors.rank() + k]);
    return column;
  }

  private static double[] row(LoraFactors factors, int k) {
    return Arrays.copyOfRange(factors.a(), k * factors.inputs(), (k + 1) * factors.inputs());
  }

  private static double norm(double[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  private static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }
}
