package io.tributary.aggregation.gate;

import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.spec.WindowSettings.Weighting;

/**
 * What an accepted update counts, in 256ths of a sample, whole numbers, so that sums are exact.
 *
 * <p>The discount for staleness is so as fine as a 256th of a sample: a weight is off by half of
 * that at most, which is 0.2 % of a fresh update of one sample, and of an update of 100 samples at
 * s(tau) = 0.05 it is 0.04 %. An update whose weight would round to nothing, as one sample's does
 * at s(tau) &lt; 1/512, is rejected as {@code BAD_WEIGHT}. The unit stays, as a finer one would
 * give the logs that were written another meaning, and windows room for fewer samples.
 *
 * @param full n_s * 256, or 256 when every update counts once: its part of the divisor
 * @param discounted round(full * s(tau)): its part of the sum, so that a stale window moves less
 */
public record Weight(long full, long discounted) {
  /** Weight units of one sample. */
  public static final int UNITS = 256;

  /** Bound on a window's units; with it a fixed-point sum cannot overflow. */
  public static final long MAX_WINDOW_UNITS = Integer.MAX_VALUE;

  /** Samples whose weight still fits a window on its own. */
  public static final long MAX_SAMPLES = MAX_WINDOW_UNITS / UNITS;

  /**
   * Of a window's units, a slot takes at most this part of its even share. The k-th update of a
   * window is accepted while at least k slots share it, so that n of them take no more than {@code
   * (1 + 1/2 + .. + 1/n) / 10} of the units: all of them at 12,366 slots. Whoever comes in between,
   * no slot fills a window for another.
   */
  private static final int PART_OF_SHARE = 10;

  /** Weight units of a norm of B A of 1. */
  public static final double PRODUCT_NORM_UNITS = 1 << 16;

  /** Largest norm of B A that an update may claim: with 16 fraction bits it fits a window. */
  public static final double MAX_PRODUCT_NORM = 1 << 14;

  static Weight of(Candidate candidate, WindowSettings window) {
    long count = window.weighting() == Weighting.UNIFORM ? 1 : candidate.manifest().samples();
    long claimed = count * UNITS;
    long full =
        window.weights().announced()
            ? Math.max(1, Math.min(claimed, mostUnits(candidate.sharers())))
            : claimed;
    return new Weight(full, Math.round(full * window.staleness().at(candidate.staleness())));
  }

  /** Units that a slot may take of a window which so many slots share. */
  public static long mostUnits(int sharers) {
    return MAX_WINDOW_UNITS / PART_OF_SHARE / sharers;
  }
}
