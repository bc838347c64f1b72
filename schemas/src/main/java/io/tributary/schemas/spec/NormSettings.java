package io.tributary.schemas.spec;

/**
 * The bounds on norms of updates. A cluster's usual norm is a quantile of the L2 norms that it
 * accepted recently; it is known once enough were accepted, and changes when a window closes.
 *
 * <p>If bounds apply at a window's close, the usual norm includes the window's own norms, so that
 * it is known from the first window on. Each window then adds one remembered value: the quantile of
 * its norms as they counted, but at least the usual norm before divided by the clip factor. While
 * fewer than half of a window's norms are hostile, that value lies among the honest ones, and a
 * window with only hostile updates moves it little.
 *
 * @param max L2 norm above which an update is quarantined; 0: none
 * @param boundFactor multiple of the usual norm above which an update is quarantined; 0: none
 * @param clipFactor multiple of the usual norm to which a larger update is scaled down; 0: none
 * @param quantile of the remembered norms that is the usual one, in (0, 1]
 * @param remembered number of the newest accepted norms of a cluster, or of its newest windows if
 *     bounds apply at the close, in 1..{@value #MOST_REMEMBERED}
 * @param minimum norms, or windows, before the usual one is known
 * @param atClose whether updates are scaled down when their window closes, by a usual norm that
 *     includes the window's own; else when they are accepted, by the norms of earlier windows
 */
public record NormSettings(
    double max,
    double boundFactor,
    double clipFactor,
    double quantile,
    int remembered,
    int minimum,
    boolean atClose) {
  /** The largest number of remembered norms, which bounds a cluster's memory to 8 KB. */
  public static final int MOST_REMEMBERED = 1_000;

  private static final double ROBUST_CLIP = 1.25;

  public NormSettings {
    if (!(max >= 0)) {
      throw new IllegalArgumentException("window.max-norm must be >= 0 (0: none), was " + max);
    }
    requireFactor("window.norm-bound-factor", boundFactor);
    requireFactor("window.norm-clip-factor", clipFactor);
    if (!(quantile > 0 && quantile <= 1)) {
      throw new IllegalArgumentException("window.norm-quantile must be in (0, 1], was " + quantile);
    }
    if (remembered < 1 || remembered > MOST_REMEMBERED) {
      throw new IllegalArgumentException(
          "window.norm-remembered must be in 1.." + MOST_REMEMBERED + ", was " + remembered);
    }
    if (minimum < 1 || minimum > remembered) {
      throw new IllegalArgumentException(
          "window.norm-minimum must be in 1..window.norm-remembered = "
              + remembered
              + ", was "
              + minimum);
    }
  }

  /** Creates bounds that apply when an update is accepted. */
  public NormSettings(
      double max,
      double boundFactor,
      double clipFactor,
      double quantile,
      int remembered,
      int minimum) {
    this(max, boundFactor, clipFactor, quantile, remembered, minimum, false);
  }

  /**
   * Returns the default: an update is quarantined above four times the 0.9-quantile of the last
   * hundred norms, and scaled down to twice that quantile, both once twenty norms are known. In the
   * sample's federation no update exceeded 1.13 times that quantile.
   */
  public static NormSettings defaults() {
    return new NormSettings(0, 4, 2, 0.9, 100, 20);
  }

  /**
   * Returns bounds for members who do not know each other: updates are scaled down at the window's
   * close to {@value #ROBUST_CLIP} times the median of the window's norms and of those of the last
   * five windows, from three values on. No update is quarantined for its norm, because a client
   * that taught the cluster a small norm would then exclude all others. Only five windows are
   * remembered, because honest norms grow while training begins; not zero, so that a small window
   * is not judged by itself alone.
   */
  public static NormSettings robust() {
    return new NormSettings(0, 0, ROBUST_CLIP, 0.5, 5, 3, true);
  }

  /** Returns settings without a bound and without clipping. */
  public static NormSettings none() {
    return new NormSettings(0, 0, 0, 0.9, 100, 20);
  }

  private static void requireFactor(String name, double factor) {
    if (!(factor == 0 || factor >= 1) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException(name + " must be 0 (none) or >= 1, was " + factor);
    }
  }
}
