package io.tributary.infra.measure.statistics;

import io.tributary.infra.measure.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The runs of two methods that differ in nothing else: matched by seed, or by seed and scenario. A
 * run that failed is absent, so its partner stays unpaired.
 *
 * @param keys that both have, in ascending order
 * @param unpaired keys that only one has, in ascending order
 * @param first double[keys], values of the first method
 * @param second double[keys], values of the second method
 * @param <K> names runs
 */
public record PairedRuns<K>(List<K> keys, List<K> unpaired, double[] first, double[] second) {
  /**
   * The number of bits to which a difference of two metrics can be trusted: about 12 decimal
   * digits.
   */
  private static final int TRUSTED_BITS = 40;

  private static final int FRACTION_BITS = 52;

  /**
   * Pairs the runs of two methods that have the same key.
   *
   * @throws IllegalArgumentException if a value is not finite
   */
  public static <K> PairedRuns<K> of(SortedMap<K, Double> first, SortedMap<K, Double> second) {
    TreeSet<K> all = new TreeSet<>(first.comparator());
    all.addAll(first.keySet());
    all.addAll(second.keySet());
    List<K> keys = new ArrayList<>();
    List<K> unpaired = new ArrayList<>();
    for (K key : all) {
      (first.containsKey(key) && second.containsKey(key) ? keys : unpaired).add(key);
    }
    return new PairedRuns<>(
        List.copyOf(keys), List.copyOf(unpaired), values(first, keys), values(second, keys));
  }

  /**
   * Returns first - second, pair by pair, rounded at the 40th bit below the largest value: 0.70 -
   * 0.65 and 0.75 - 0.70 differ in their last bits, but are a tie.
   */
  public double[] differences() {
    double largest = 0;
    for (int i = 0; i < first.length; i++) {
      largest = Math.max(largest, Math.max(Math.abs(first[i]), Math.abs(second[i])));
    }
    double quantum = Math.scalb(Math.ulp(largest), FRACTION_BITS - TRUSTED_BITS);
    double[] differences = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      // Adding 0 makes -0 and 0 one tie.
      differences[i] = Math.rint((first[i] - second[i]) / quantum) * quantum + 0.0;
    }
    return differences;
  }

  private static <K> double[] values(SortedMap<K, Double> runs, List<K> keys) {
    return keys.stream()
        .mapToDouble(key -> Require.finite("value of run " + key, runs.get(key)))
        .toArray();
  }
}
