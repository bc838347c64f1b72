package io.tributary.schemas.spec;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * The settings by which a cluster's updates become its next version (ALGORITHMS.md, "Windows
 * instead of rounds").
 *
 * @param close when a window closes
 * @param minUpdates accepted updates that satisfy the count; 0: all expected slots have reported,
 *     so that a window is a round
 * @param span event time that satisfies the time, from the window's first update
 * @param grace added to the span for stragglers
 * @param maxClockSkew largest lead of a client's clock before the broker's; an update with a larger
 *     one is quarantined
 * @param maxStaleness versions that an update's base may lag behind; an update that lags more is
 *     quarantined
 * @param staleness how a lagging update is discounted
 * @param weighting what an update's weight counts
 * @param clipNorm L2 norm above which an update is scaled down; 0: never
 * @param norms which updates are too large
 * @param weights how much an update may weigh
 * @param quorum share of the expected slots, in (0, 1], that is enough for "all have reported" if
 *     all others are absent: slots for which earlier windows waited until their time ran out; 1: no
 *     slot counts as absent
 */
public record WindowSettings(
    Close close,
    int minUpdates,
    Duration span,
    Duration grace,
    Duration maxClockSkew,
    int maxStaleness,
    StalenessDiscount staleness,
    Weighting weighting,
    double clipNorm,
    NormSettings norms,
    WeightSettings weights,
    double quorum) {
  /** The condition on which a window closes. A window without an accepted update never closes. */
  public enum Close {
    COUNT,
    TIME,
    EITHER,
    BOTH
  }

  /** The quantity that an update's weight counts. */
  public enum Weighting {
    /** The slot's samples, n_s. */
    SAMPLES,
    /** One for every update. */
    UNIFORM
  }

  public WindowSettings {
    span = span.truncatedTo(ChronoUnit.MILLIS);
    grace = grace.truncatedTo(ChronoUnit.MILLIS);
    maxClockSkew = maxClockSkew.truncatedTo(ChronoUnit.MILLIS);
    if (minUpdates < 0) {
      throw new IllegalArgumentException("window.min-updates must be >= 0, was " + minUpdates);
    }
    if (span.isNegative() || grace.isNegative() || maxClockSkew.isNegative()) {
      throw new IllegalArgumentException(
          "window.span, grace and max-clock-skew must not be negative, were "
              + span
              + ", "
              + grace
              + ", "
              + maxClockSkew);
    }
    if (maxStaleness < 0) {
      throw new IllegalArgumentException("window.max-staleness must be >= 0, was " + maxStaleness);
    }
    if (!(clipNorm >= 0)) {
      throw new IllegalArgumentException("window.clip-norm must be >= 0, was " + clipNorm);
    }
    if (!(quorum > 0 && quorum <= 1)) {
      throw new IllegalArgumentException("window.quorum must be in (0, 1], was " + quorum);
    }
  }

  /**
   * Creates settings in which every claim of weight counts in full, and no slot counts as absent.
   */
  public WindowSettings(
      Close close,
      int minUpdates,
      Duration span,
      Duration grace,
      Duration maxClockSkew,
      int maxStaleness,
      StalenessDiscount staleness,
      Weighting weighting,
      double clipNorm,
      NormSettings norms) {
    this(
        close,
        minUpdates,
        span,
        grace,
        maxClockSkew,
        maxStaleness,
        staleness,
        weighting,
        clipNorm,
        norms,
        WeightSettings.none(),
        1);
  }

  /** Returns these settings with another fixed bound to which a larger update is scaled down. */
  public WindowSettings clippedTo(double norm) {
    return new WindowSettings(
        close,
        minUpdates,
        span,
        grace,
        maxClockSkew,
        maxStaleness,
        staleness,
        weighting,
        norm,
        norms,
        weights,
        quorum);
  }

  /** Returns these settings with other bounds on norms and weights. */
  public WindowSettings bounded(NormSettings otherNorms, WeightSettings otherWeights) {
    return new WindowSettings(
        close,
        minUpdates,
        span,
        grace,
        maxClockSkew,
        maxStaleness,
        staleness,
        weighting,
        clipNorm,
        otherNorms,
        otherWeights,
        quorum);
  }

  /** Returns these settings, with windows that close by time, too, although they close by count. */
  public WindowSettings closingAfter(Duration time) {
    return new WindowSettings(
        Close.EITHER,
        minUpdates,
        time,
        Duration.ZERO,
        maxClockSkew,
        maxStaleness,
        staleness,
        weighting,
        clipNorm,
        norms,
        weights,
        quorum);
  }

  /** Returns these settings, with windows that do not wait again and again for absent members. */
  public WindowSettings withQuorum(double share) {
    return new WindowSettings(
        close,
        minUpdates,
        span,
        grace,
        maxClockSkew,
        maxStaleness,
        staleness,
        weighting,
        clipNorm,
        norms,
        weights,
        share);
  }

  /**
   * Returns settings in which a window is a round: it closes when every expected slot has reported.
   */
  public static WindowSettings rounds() {
    return new WindowSettings(
        Close.COUNT,
        0,
        Duration.ofMinutes(10),
        Duration.ZERO,
        Duration.ofMinutes(5),
        10,
        StalenessDiscount.none(),
        Weighting.SAMPLES,
        0,
        NormSettings.defaults());
  }
}
