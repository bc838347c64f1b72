package io.tributary.infra.local.watch;

import io.tributary.schemas.id.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** When training steps were running, as the updates tell it. */
public final class TrainingIntervals {
  private TrainingIntervals() {}

  /** A span of wall time. */
  public record Interval(Instant from, Instant to) {
    /** The update's steps ended when training ended; they took as long as they say. */
    static Interval of(TrainedUpdate update) {
      Instant end = update.trainedAt();
      return new Interval(end.minus(update.training()), end);
    }
  }

  /** When some clients trained: what others claim of their steps is no time of this machine. */
  public static List<Interval> of(Collection<TrainedUpdate> updates, Set<ClientId> clients) {
    return updates.stream()
        .filter(update -> clients.contains(update.id().slot().client()))
        .map(Interval::of)
        .toList();
  }

  /**
   * How long at least one of them was running between two moments: a client's clock may tell of any
   * other.
   */
  public static Duration union(Collection<Interval> intervals, Instant start, Instant end) {
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
