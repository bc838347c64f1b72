package io.tributary.schemas.spec;

/**
 * How far one member, or all members that are new, may decide what a version becomes.
 *
 * @param announced whether an update may claim no more samples than its slot announced, takes a
 *     bounded part of its window's units, and counts time by the broker's clock instead of its own
 * @param capFactor times the median weight of a window's updates, above which an update weighs no
 *     more; 0: none
 * @param newcomerVersions versions of its cluster that a slot contributes to before it is new no
 *     longer; 0: no slot is new
 * @param newcomerShare of a window's weight, that all new slots have together at most, in (0, 1];
 *     in a window without any other slot they have all of it
 */
public record WeightSettings(
    boolean announced, double capFactor, int newcomerVersions, double newcomerShare) {
  /** Bound on {@link #newcomerVersions}, far beyond any federation's rounds. */
  public static final int MAX_VERSIONS = 1_000_000;

  public WeightSettings {
    if (!(capFactor == 0 || capFactor >= 1) || Double.isInfinite(capFactor)) {
      throw new IllegalArgumentException(
          "window.weight-cap-factor must be 0 (none) or >= 1, was " + capFactor);
    }
    if (newcomerVersions < 0 || newcomerVersions > MAX_VERSIONS) {
      throw new IllegalArgumentException(
          "window.newcomer-versions must be in 0.." + MAX_VERSIONS + ", was " + newcomerVersions);
    }
    if (!(newcomerShare > 0 && newcomerShare <= 1)) {
      throw new IllegalArgumentException(
          "window.newcomer-share must be in (0, 1], was " + newcomerShare);
    }
  }

  /** Every claim counts in full. */
  public static WeightSettings none() {
    return new WeightSettings(false, 0, 0, 1);
  }

  /**
   * For members who do not know each other: claims as announced, no weight above twice the median,
   * and a fifth of the weight for all slots of fewer than five versions.
   */
  public static WeightSettings robust() {
    return new WeightSettings(true, 2, 5, 0.2);
  }

  /** Whether weights may change when a window closes. */
  public boolean atClose() {
    return capFactor > 0 || (newcomerVersions > 0 && newcomerShare < 1);
  }
}
