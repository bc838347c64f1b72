package io.tributary.aggregation.gate;

import io.tributary.schemas.event.WindowSettings;
import io.tributary.schemas.event.WindowSettings.Weighting;

/**
 * What an accepted update counts, in 256ths of a sample (algorithms E.2).
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

  /** Largest norm of B A that an update may claim: with 16 fraction bits it fits a window. */
  public static final double MAX_PRODUCT_NORM = 1 << 14;

  static Weight of(Candidate candidate, WindowSettings window) {
    long count = window.weighting() == Weighting.UNIFORM ? 1 : candidate.manifest().samples();
    long full = count * UNITS;
    return new Weight(full, Math.round(full * window.staleness().at(candidate.staleness())));
  }
}
