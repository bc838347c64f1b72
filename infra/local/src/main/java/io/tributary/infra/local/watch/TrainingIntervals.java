package io.tributary.infra.local.watch;

import io.tributary.schemas.id.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Computes when training steps were running, from the updates' metrics. */
public final class TrainingIntervals {
  private TrainingIntervals() {}

  /** A span of wall time. */
  public record Interval(Instant from, Instant to) {
    /**
     * Returns the interval of an update's steps: they ended when training ended, and took as long
     * as the update states.
     */
    static Interval of(ObservedUpdate update) {
      Instant end = update.trainedAt();
      return new Interval(end.minus(update.training()), end);
    }
  }

  /**
   * Returns when some clients trained; steps that other clients claim did not run on this machine.
   */
  public static List<Interval> of(Collection<ObservedUpdate> updates, Set<ClientId> clients) {
    return updates.stream()
        .filter(update -> clients.contains(update.id().slot().client()))
        .map(Interval::of)
        .toList();
  }

  /**
   * Returns how long at least one of them was running between two moments; a client's clock may
   * claim any other time.
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
