package io.tributary.infra.measure.statistics;

import io.tributary.infra.measure.Require;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * Computes the percentile interval of a weighted mean by the bootstrap (Efron 1979): units are
 * drawn with replacement, as many as there are, each with all that belongs to it; within every
 * stratum separately, so that each keeps its share of the mean. With few units, a dozen or less,
 * such an interval is too narrow.
 *
 * @param resamples how many times all units are drawn
 * @param seed of the drawing: the same result with the same seed
 * @param level of the interval, in (0, 1)
 */
public record BootstrapInterval(int resamples, long seed, double level) {
  /** The settings of reports. */
  public static final BootstrapInterval DEFAULT =
      new BootstrapInterval(10_000, 1, PairedTTest.LEVEL);

  /** The relative difference below which values differ by rounding only. */
  private static final double ROUNDING = 1e-12;

  private static final Quantile QUANTILE =
      Quantile.withDefaults().with(Quantile.EstimationMethod.HF7);

  /**
   * Units of one kind. Their mean is {@code sum(weight * value) / sum(weight)}, and the sum of
   * weights is the kind's share of the whole.
   *
   * @param values double[units]
   * @param weights double[units], each above 0
   */
  public record Stratum(double[] values, double[] weights) {
    public Stratum {
      Require.sameSize("values", values.length, "weights", weights.length);
      Require.atLeast(1, "number of units", values.length, "leave out what has none");
      Require.finite("value of unit", values);
      for (double weight : weights) {
        if (!(weight > 0 && Double.isFinite(weight))) {
          throw new IllegalArgumentException(
              "weight of a unit must be finite and above 0, was %s: leave out what does not count"
                  .formatted(weight));
        }
      }
    }

    private double share() {
      return Arrays.stream(weights).sum();
    }

    private boolean varies() {
      double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
      double smallest = Arrays.stream(values).min().orElseThrow();
      double highest = Arrays.stream(values).max().orElseThrow();
      return highest - smallest > ROUNDING * largest;
    }

    private double resampledMean(SplittableRandom random) {
      double sum = 0;
      double weight = 0;
      for (int draw = 0; draw < values.length; draw++) {
        int unit = random.nextInt(values.length);
        sum += weights[unit] * values[unit];
        weight += weights[unit];
      }
      return sum / weight;
    }
  }

  public BootstrapInterval {
    Require.atLeast(1, "number of resamples", resamples, "10000 are usual");
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "level of an interval must lie in (0, 1), was %s: 0.95 is usual".formatted(level));
    }
  }

  /**
   * Returns the interval of {@code sum over strata of share * mean}.
   *
   * @return empty if units do not differ within any stratum: then resampling shows nothing
   */
  public Optional<ConfidenceInterval> interval(List<Stratum> strata) {
    if (strata.stream().noneMatch(Stratum::varies)) {
      return Optional.empty();
    }
    double[] shares = strata.stream().mapToDouble(Stratum::share).toArray();
    var random = new SplittableRandom(seed);
    double[] estimates = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      for (int s = 0; s < shares.length; s++) {
        estimates[i] += shares[s] * strata.get(s).resampledMean(random);
      }
    }
    double tail = (1 - level) / 2;
    double[] bounds = QUANTILE.evaluate(estimates, tail, 1 - tail);
    return Optional.of(new ConfidenceInterval(level, bounds[0], bounds[1]));
  }
}
