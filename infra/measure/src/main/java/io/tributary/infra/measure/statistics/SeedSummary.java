package io.tributary.infra.measure.statistics;

import io.tributary.infra.measure.Require;
import java.util.Collection;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/**
 * One cell of a table: some runs of the same thing under different seeds.
 *
 * @param n number of runs, >= 1
 * @param mean of their values
 * @param standardDeviation of the sample, sqrt(sum (x - mean)^2 / (n - 1)); empty for one run
 */
public record SeedSummary(int n, double mean, OptionalDouble standardDeviation) {
  /**
   * Takes the mean and the standard deviation of some values.
   *
   * @param values one per finished run
   * @throws IllegalArgumentException if there is none, or one is not finite
   */
  public static SeedSummary of(Collection<Double> values) {
    return of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /**
   * Takes the mean and the sample standard deviation; a single value has no deviation.
   *
   * @param values one per finished run
   * @throws IllegalArgumentException if there is none, or one is not finite
   */
  public static SeedSummary of(double... values) {
    Require.atLeast(1, "number of runs", values.length, "leave a cell without runs empty");
    Require.finite("value of run", values);
    OptionalDouble deviation =
        values.length == 1
            ? OptionalDouble.empty()
            : OptionalDouble.of(StandardDeviation.of(values).getAsDouble());
    return new SeedSummary(values.length, Mean.of(values).getAsDouble(), deviation);
  }
}
