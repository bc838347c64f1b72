package io.tributary.infra.measure.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {
  private static final SortedMap<Long, Double> ROUTER =
      new TreeMap<>(Map.of(111L, 0.751, 222L, 0.758, 333L, 0.755));
  private static final SortedMap<Long, Double> FEDIT =
      new TreeMap<>(Map.of(111L, 0.640, 222L, 0.635, 333L, 0.642));

  @Test
  void threeSeedsHaveATTestAndNoRankTest() {
    PairedComparison comparison = PairedComparison.of(PairedRuns.of(ROUTER, FEDIT)).orElseThrow();

    // Differences 0.111, 0.123, 0.113: mean 0.347 / 3, standard error 0.0037118.
    assertThat(comparison.difference().mean()).isEqualTo(0.347 / 3, within(1e-11));
    assertThat(comparison.tTest().orElseThrow().statistic()).isEqualTo(31.162, within(5e-4));
    assertThat(comparison.tTest().orElseThrow().pValue()).isEqualTo(0.0010282, within(5e-8));
    assertThat(comparison.wilcoxon()).isEmpty();
  }

  @Test
  void equalMethodsHaveADifferenceOfZeroAndNoTest() {
    PairedComparison comparison = PairedComparison.of(PairedRuns.of(ROUTER, ROUTER)).orElseThrow();

    assertThat(comparison.difference().mean()).isZero();
    assertThat(comparison.tTest()).isEmpty();
  }

  @Test
  void methodsWithoutACommonRunAreNotCompared() {
    assertThat(PairedComparison.of(PairedRuns.of(ROUTER, new TreeMap<>()))).isEmpty();
  }
}
