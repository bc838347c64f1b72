package io.tributary.schemas.spec;

/**
 * The bounds on the weight of one member, and of all new members together.
 *
 * @param announced whether an update may claim no more samples than its slot announced, takes a
 *     bounded part of its window's units, and is dated by the broker's clock instead of its
 *     client's
 * @param capFactor multiple of the median weight of a window's updates to which an update's weight
 *     is capped; 0: none
 * @param newcomerVersions versions of its cluster that a slot must contribute to before it stops
 *     being new; 0: no slot is new
 * @param newcomerShare largest share of a window's weight of all new slots together, in (0, 1]; in
 *     a window without any other slot they have all of it
 */
public record WeightSettings(
    boolean announced, double capFactor, int newcomerVersions, double newcomerShare) {
  /** The largest {@link #newcomerVersions}, far more than any federation's rounds. */
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

  /** Returns settings in which every claim of weight counts in full. */
  public static WeightSettings none() {
    return new WeightSettings(false, 0, 0, 1);
  }

  /**
   * Returns settings for members who do not know each other: claims as announced, no weight above
   * twice the median, and a fifth of the weight for all slots of fewer than five versions.
   */
  public static WeightSettings robust() {
    return new WeightSettings(true, 2, 5, 0.2);
  }

  /** Returns whether weights may change when a window closes. */
  public boolean atClose() {
    return capFactor > 0 || (newcomerVersions > 0 && newcomerShare < 1);
  }
}
