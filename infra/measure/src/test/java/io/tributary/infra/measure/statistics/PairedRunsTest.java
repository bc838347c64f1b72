package io.tributary.infra.measure.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PairedRunsTest {
  @Test
  void runsWithoutAPartnerStayOut() {
    PairedRuns<Integer> runs =
        PairedRuns.of(
            sorted(Map.of(111, 0.75, 222, 0.74, 333, 0.76)),
            sorted(Map.of(333, 0.71, 111, 0.72, 444, 0.70)));

    assertThat(runs.keys()).containsExactly(111, 333);
    assertThat(runs.unpaired()).containsExactly(222, 444);
    assertThat(runs.first()).containsExactly(0.75, 0.76);
    assertThat(runs.second()).containsExactly(0.72, 0.71);
    assertThat(runs.differences()).containsExactly(new double[] {0.03, 0.05}, within(1e-12));
  }

  @Test
  void differencesThatAreEqualButForRoundingAreTies() {
    PairedRuns<Integer> runs =
        PairedRuns.of(
            sorted(Map.of(1, 0.70, 2, 0.75, 3, 0.60, 4, 0.3)),
            sorted(Map.of(1, 0.65, 2, 0.70, 3, 0.60, 4, 0.1 + 0.2)));

    assertThat(0.70 - 0.65).isNotEqualTo(0.75 - 0.70);
    double[] differences = runs.differences();
    assertThat(differences[0]).isEqualTo(differences[1]);
    assertThat(differences[2]).isEqualTo(0.0);
    assertThat(differences[3]).isEqualTo(0.0);
  }

  @Test
  void nothingButZerosHasNoDifference() {
    SortedMap<Integer, Double> zeros = sorted(Map.of(1, 0.0, 2, 0.0));

    assertThat(PairedRuns.of(zeros, zeros).differences()).containsExactly(0, 0);
  }

  @Test
  void failedRunsAreAbsentRatherThanNaN() {
    assertThatThrownBy(() -> PairedRuns.of(sorted(Map.of(7, Double.NaN)), sorted(Map.of(7, 0.5))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("value of run 7 must be finite, was NaN: leave failed runs out");
  }

  @Property(tries = 200)
  void swappingMethodsTurnsTheSign(@ForAll long seed) {
    SortedMap<Integer, Double> a = random(seed);
    SortedMap<Integer, Double> b = random(~seed);
    double[] differences = PairedRuns.of(a, b).differences();
    double[] swapped = PairedRuns.of(b, a).differences();

    for (int i = 0; i < differences.length; i++) {
      assertThat(swapped[i] + differences[i]).isZero();
      assertThat(differences[i]).isEqualTo(a.get(i) - b.get(i), within(100 * 1e-12));
    }
  }

  private static SortedMap<Integer, Double> random(long seed) {
    Random random = new Random(seed);
    SortedMap<Integer, Double> runs = new TreeMap<>();
    for (int run = 0; run < 8; run++) {
      runs.put(run, 100 * random.nextDouble());
    }
    return runs;
  }

  private static SortedMap<Integer, Double> sorted(Map<Integer, Double> runs) {
    return new TreeMap<>(runs);
  }
}
