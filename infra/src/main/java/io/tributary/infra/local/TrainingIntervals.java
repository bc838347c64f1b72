package io.tributary.infra.local;

import io.tributary.schemas.event.UpdateManifest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** When training steps were running, as the updates tell it. */
final class TrainingIntervals {
  private TrainingIntervals() {}

  /** A span of wall time. */
  record Interval(Instant from, Instant to) {
    /** The update's steps ended when training ended; they took as long as they say. */
    static Interval of(UpdateManifest update) {
      Instant end = update.trainedAt();
      return new Interval(end.minusNanos(update.training().stepNanos()), end);
    }
  }

  /** How long at least one of them was running, from {@code start} on. */
  static Duration union(Collection<Interval> intervals, Instant start) {
    List<Interval> ordered = new ArrayList<>(intervals);
    ordered.sort(Comparator.comparing(Interval::from));
    Duration sum = Duration.ZERO;
    Instant covered = start;
    for (Interval interval : ordered) {
      Instant from = interval.from().isAfter(covered) ? interval.from() : covered;
      if (interval.to().isAfter(from)) {
        sum = sum.plus(Duration.between(from, interval.to()));
        covered = interval.to();
      }
    }
    return sum;
  }
}
