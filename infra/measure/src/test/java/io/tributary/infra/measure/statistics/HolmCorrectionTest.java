package io.tributary.infra.measure.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HolmCorrectionTest {
  /**
   * The well-known example of the Holm-Bonferroni method: of p1..p4 = 0.01, 0.04, 0.03, 0.005,
   * hypotheses 4 and 1 are rejected at 0.05, and 3 and 2 are not.
   */
  @Test
  void stepsDownUntilOneIsNotRejected() {
    Map<String, Double> adjusted = HolmCorrection.adjust(map(0.01, 0.04, 0.03, 0.005));

    assertThat(adjusted.keySet()).containsExactly("p1", "p2", "p3", "p4");
    assertThat(adjusted.get("p4")).isEqualTo(0.02, within(1e-15));
    assertThat(adjusted.get("p1")).isEqualTo(0.03, within(1e-15));
    assertThat(adjusted.get("p3")).isEqualTo(0.06, within(1e-15));
    assertThat(adjusted.get("p2")).isEqualTo(0.06, within(1e-15));
  }

  @Test
  void oneTestNeedsNoCorrectionAndNoneIsFine() {
    assertThat(HolmCorrection.adjust(map(0.04))).containsEntry("p1", 0.04);
    assertThat(HolmCorrection.adjust(Map.of())).isEmpty();
  }

  @Test
  void whatIsNoPValueIsRefused() {
    assertThatThrownBy(() -> HolmCorrection.adjust(map(0.01, 1.5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("p-value of p2 must lie in 0..1, was 1.5");
    assertThatThrownBy(() -> HolmCorrection.adjust(map(Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Holm 1979: reject in ascending order while p_i <= alpha / (m - i + 1). */
  @Property(tries = 300)
  void rejectsWhatTheProcedureRejects(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int tests) {
    Random random = new Random(seed);
    Map<String, Double> pValues = map(random.doubles(tests).map(p -> p * p * p).toArray());
    double alpha = 0.3 * random.nextDouble();

    Map<String, Double> adjusted = HolmCorrection.adjust(pValues);

    double[] ascending = pValues.values().stream().mapToDouble(p -> p).sorted().toArray();
    int rejected = 0;
    while (rejected < tests && ascending[rejected] <= alpha / (tests - rejected)) {
      rejected++;
    }
    assertThat(adjusted.values()).filteredOn(p -> p <= alpha).hasSize(rejected);
  }

  @Property(tries = 200)
  void atLeastThePValueAndAtMostBonferroni(@ForAll long seed) {
    Map<String, Double> pValues = map(new Random(seed).doubles(6).toArray());

    HolmCorrection.adjust(pValues)
        .forEach(
            (test, p) ->
                assertThat(p)
                    .isBetween(pValues.get(test), Math.min(1, 6 * pValues.get(test)) + 1e-15));
  }

  private static Map<String, Double> map(double... pValues) {
    Map<String, Double> map = new LinkedHashMap<>();
    for (double p : pValues) {
      map.put("p" + (map.size() + 1), p);
    }
    return map;
  }
}
