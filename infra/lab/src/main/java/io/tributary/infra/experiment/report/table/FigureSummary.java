package io.tributary.infra.experiment.report.table;

import io.tributary.infra.measure.statistics.SeedSummary;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One figure of a table over all seeds.
 *
 * @param n number of seeds that have it
 * @param mean over them
 * @param deviation sample standard deviation; null with fewer than two seeds
 */
public record FigureSummary(int n, double mean, Double deviation) {
  static FigureSummary of(SeedSummary summary) {
    OptionalDouble deviation = summary.standardDeviation();
    return new FigureSummary(
        summary.n(), summary.mean(), deviation.isPresent() ? deviation.getAsDouble() : null);
  }

  /**
   * Formats mean and deviation in percent with one decimal; the deviation only where there is one.
   */
  public String percent() {
    return deviation == null
        ? String.format(Locale.ROOT, "%.1f", 100 * mean)
        : String.format(Locale.ROOT, "%.1f ± %.1f", 100 * mean, 100 * deviation);
  }
}
