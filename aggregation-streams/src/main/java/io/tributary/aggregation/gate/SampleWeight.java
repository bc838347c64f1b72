package io.tributary.aggregation.gate;

import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.spec.WindowSettings.Weighting;

/**
 * The weight of an accepted update in 256ths of a sample, as whole numbers, so that sums are exact.
 *
 * <p>The discount for staleness is therefore as fine as a 256th of a sample: a weight is off by
 * half of that at most, which is 0.2 % of a fresh update of one sample, and 0.04 % of an update of
 * 100 samples at s(tau) = 0.05. An update whose weight would round to zero, such as one sample's at
 * s(tau) &lt; 1/512, is rejected as {@code BAD_WEIGHT}. The unit must stay: a finer one would
 * change the meaning of written logs, and leave windows room for fewer samples.
 *
 * @param full n_s * 256, or 256 when every update counts once: its part of the divisor
 * @param discounted round(full * s(tau)): its part of the sum, so that a stale window moves less
 */
public record SampleWeight(long full, long discounted) {
  /** The number of weight units of one sample. */
  public static final int UNITS = 256;

  /** The largest number of units of a window, with which a fixed-point sum cannot overflow. */
  public static final long MAX_WINDOW_UNITS = Integer.MAX_VALUE;

  /** The largest number of samples whose weight fits a window on its own. */
  public static final long MAX_SAMPLES = MAX_WINDOW_UNITS / UNITS;

  /**
   * The part of its even share of a window's units that a slot may take at most. The k-th update of
   * a window is accepted while at least k slots share it, so that n of them take no more than
   * {@code (1 + 1/2 + .. + 1/n) / 10} of the units: all of them at 12,366 slots. Whichever slots
   * come in between, no slot fills a window at the cost of another.
   */
  private static final int PART_OF_SHARE = 10;

  /** The number of weight units of a product norm ||B A|| of 1. */
  public static final double PRODUCT_NORM_UNITS = 1 << 16;

  /** The largest product norm that an update may claim: with 16 fraction bits it fits a window. */
  public static final double MAX_PRODUCT_NORM = 1 << 14;

  static SampleWeight of(CandidateUpdate candidate, WindowSettings window) {
    long count = window.weighting() == Weighting.UNIFORM ? 1 : candidate.manifest().samples();
    long claimed = count * UNITS;
    long full =
        window.weights().announced()
            ? Math.max(1, Math.min(claimed, mostUnits(candidate.sharers())))
            : claimed;
    return new SampleWeight(full, Math.round(full * window.staleness().at(candidate.staleness())));
  }

  /**
   * Returns the largest number of units that a slot may take of a window which so many slots share.
   */
  public static long mostUnits(int sharers) {
    return MAX_WINDOW_UNITS / PART_OF_SHARE / sharers;
  }
}
