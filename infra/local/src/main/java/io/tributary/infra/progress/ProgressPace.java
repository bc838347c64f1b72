package io.tributary.infra.progress;

import java.util.OptionalDouble;

/**
 * The rate and the remaining time of one bar, from its first movement on.
 *
 * @param startNanos when the bar was first seen
 * @param startDone what was done by then: a continued run starts in the middle
 */
record ProgressPace(long startNanos, long startDone) {
  private static final double NANOS = 1e9;
  private static final double LEAST_SECONDS = 0.5;

  /** Returns units per second, or empty while it is too early to estimate. */
  OptionalDouble rate(long done, long nowNanos) {
    double seconds = (nowNanos - startNanos) / NANOS;
    if (seconds < LEAST_SECONDS || done <= startDone) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of((done - startDone) / seconds);
  }

  /**
   * Returns {@code 12.3/s eta 0:41}, {@code 12.3/s in 1:20} for a full bar, or an empty text while
   * it is too early to estimate.
   */
  String text(ProgressBar bar, long nowNanos) {
    OptionalDouble rate = rate(bar.done(), nowNanos);
    if (rate.isEmpty()) {
      return "";
    }
    double perSecond = rate.getAsDouble();
    String speed = perSecond >= 10 ? "%.0f/s".formatted(perSecond) : "%.1f/s".formatted(perSecond);
    if (bar.done() >= bar.total()) {
      return speed + " in " + clock((nowNanos - startNanos) / NANOS);
    }
    return speed + " eta " + clock((bar.total() - bar.done()) / perSecond);
  }

  /** Formats a time as minutes and seconds, rounded up: {@code 1:05} for 64.2 seconds. */
  static String clock(double seconds) {
    long whole = (long) Math.ceil(seconds);
    return whole / 60 + ":" + "%02d".formatted(whole % 60);
  }
}
