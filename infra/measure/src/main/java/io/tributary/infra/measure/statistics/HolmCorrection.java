package io.tributary.infra.measure.statistics;

import io.tributary.infra.measure.Require;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Corrects p-values by Holm's step-down method (1979): it keeps the probability of any false
 * discovery in a family of tests below the level, whatever their dependence, and is never weaker
 * than Bonferroni's. With the p-values in ascending order, the adjusted i-th of m is max over j <=
 * i of min(1, (m - j + 1) p_j).
 */
public final class HolmCorrection {
  private HolmCorrection() {}

  /**
   * Adjusts the p-values of one family, such as all comparisons below one table.
   *
   * @param pValues by test; tests that could not be done are left out and do not count
   * @return adjusted p-values in the same order
   * @param <K> names tests
   * @throws IllegalArgumentException if a p-value does not lie in 0..1
   */
  public static <K> Map<K, Double> adjust(Map<K, Double> pValues) {
    List<Map.Entry<K, Double>> ascending = new ArrayList<>(pValues.entrySet());
    ascending.sort(Comparator.comparingDouble(Map.Entry::getValue));
    Map<K, Double> adjusted = new LinkedHashMap<>(pValues);
    double largest = 0;
    for (int i = 0; i < ascending.size(); i++) {
      K test = ascending.get(i).getKey();
      double p = Require.share("p-value of " + test, ascending.get(i).getValue());
      largest = Math.max(largest, Math.min(1, (ascending.size() - i) * p));
      adjusted.put(test, largest);
    }
    return adjusted;
  }
}
