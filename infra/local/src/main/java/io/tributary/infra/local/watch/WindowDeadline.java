package io.tributary.infra.local.watch;

import io.tributary.infra.history.window.OpenWindow;
import io.tributary.schemas.spec.WindowSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The condition that closes a window.
 *
 * @param text for people
 * @param at when its time is up; empty where no time closes it, or none has begun
 */
record WindowDeadline(String text, Optional<Instant> at) {
  /** Returns the deadline of a window by the rules of the federation's contract. */
  static WindowDeadline of(OpenWindow window, WindowSettings settings) {
    Duration span = settings.span().plus(settings.grace());
    boolean timed = settings.close() != WindowSettings.Close.COUNT;
    Optional<Instant> up = window.first().filter(first -> timed).flatMap(first -> end(first, span));
    String count = count(window, settings);
    String time =
        up.map(at -> "at " + at.truncatedTo(ChronoUnit.SECONDS))
            .orElse(text(span) + " after its first update");
    return new WindowDeadline(
        switch (settings.close()) {
          case COUNT -> count;
          case TIME -> time;
          case EITHER -> count + ", or " + time;
          case BOTH -> count + ", and then " + time + " at the earliest";
        },
        up);
  }

  private static String count(OpenWindow window, WindowSettings settings) {
    if (settings.minUpdates() > 0) {
      return "with %d updates, has %d".formatted(settings.minUpdates(), window.counted().size());
    }
    return settings.quorum() < 1
        ? "when all have sent one, but for those that stay away"
        : "when all have sent one";
  }

  /** Returns the end of a span; empty if it exceeds the largest time. */
  private static Optional<Instant> end(Instant first, Duration span) {
    return Instant.MAX.minusSeconds(span.toSeconds()).isAfter(first)
        ? Optional.of(first.plus(span))
        : Optional.empty();
  }

  /** Returns {@code 90s}, {@code 15m}, {@code 2h}. */
  static String text(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 120) {
      return seconds + "s";
    }
    return seconds < 7200 ? seconds / 60 + "m" : seconds / 3600 + "h";
  }
}
