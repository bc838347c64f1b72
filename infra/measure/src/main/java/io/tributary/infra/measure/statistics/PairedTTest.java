package io.tributary.infra.measure.statistics;

import io.tributary.infra.measure.Require;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.TTest;

/**
 * The paired t-test (Student 1908), two-sided: is the mean of the differences 0? t = mean / (s /
 * sqrt(n)) with n - 1 degrees of freedom, s the sample standard deviation of the differences.
 *
 * @param statistic t
 * @param degreesOfFreedom n - 1
 * @param pValue probability of a |t| this large if the mean were 0
 * @param interval of the mean difference, mean +- t_quantile s / sqrt(n)
 */
public record PairedTTest(
    double statistic, int degreesOfFreedom, double pValue, ConfidenceInterval interval) {
  /** The usual level of an interval. */
  public static final double LEVEL = 0.95;

  /** Returns the test with a 95 % interval. */
  public static Optional<PairedTTest> of(double[] differences) {
    return of(differences, LEVEL);
  }

  /**
   * Tests whether the mean of the differences is 0, and gives its interval.
   *
   * @param differences one per pair
   * @param level of the interval, in (0, 1)
   * @return empty if there are fewer than two differences, or all are equal: without variance there
   *     is no test
   * @throws IllegalArgumentException if a difference is not finite, or the level is out of bounds
   */
  public static Optional<PairedTTest> of(double[] differences, double level) {
    Require.finite("difference of pair", differences);
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "level of an interval must lie in (0, 1), was %s: 0.95 is usual".formatted(level));
    }
    DoubleSummaryStatistics range = Arrays.stream(differences).summaryStatistics();
    if (differences.length < 2 || range.getMin() == range.getMax()) {
      return Optional.empty();
    }
    TTest.Result result = TTest.withDefaults().test(differences);
    SeedSummary summary = SeedSummary.of(differences);
    int freedom = differences.length - 1;
    double error = summary.standardDeviation().orElseThrow() / Math.sqrt(differences.length);
    double quantile = TDistribution.of(freedom).inverseSurvivalProbability((1 - level) / 2);
    double mean = summary.mean();
    return Optional.of(
        new PairedTTest(
            result.getStatistic(),
            freedom,
            result.getPValue(),
            new ConfidenceInterval(level, mean - quantile * error, mean + quantile * error)));
  }
}
