package io.tributary.infra.local;

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
    static Interval of(TrainedUpdate update) {
      Instant end = update.trainedAt();
      return new Interval(end.minus(update.training()), end);
    }
  }

  /**
   * How long at least one of them was running between two moments: a client's clock may tell of any
   * other.
   */
  static Duration union(Collection<Interval> intervals, Instant start, Instant end) {
    List<Interval> ordered = new ArrayList<>(intervals);
    ordered.sort(Comparator.comparing(Interval::from));
    Duration sum = Duration.ZERO;
    Instant covered = start;
    for (Interval interval : ordered) {
      Instant from = interval.from().isAfter(covered) ? interval.from() : covered;
      Instant to = interval.to().isBefore(end) ? interval.to() : end;
      if (to.isAfter(from)) {
        sum = sum.plus(Duration.between(from, to));
        covered = to;
      }
    }
    return sum;
  }
}
