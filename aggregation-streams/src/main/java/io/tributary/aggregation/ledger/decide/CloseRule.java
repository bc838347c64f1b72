package io.tributary.aggregation.ledger.decide;

import io.tributary.aggregation.ledger.state.Attendance;
import io.tributary.aggregation.ledger.state.Window;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.WindowSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedSet;

/**
 * Decides when a window closes (ALGORITHMS.md, "When a window closes").
 *
 * @param settings of the federation
 * @param minParts updates below which a window cannot be merged
 * @param maxParts updates with which it is full
 */
public record CloseRule(WindowSettings settings, int minParts, int maxParts) {

  /**
   * Returns whether the window is to be closed now; never while it cannot be merged.
   *
   * @param expected slots that should report
   * @param attendance which of them are absent
   * @param watermark largest event time of the cluster's accepted updates
   * @param wallClock of the machine, so that a silent cluster closes, too
   */
  boolean satisfied(
      Window window,
      SortedSet<SlotId> expected,
      Attendance attendance,
      Instant watermark,
      Instant wallClock) {
    int parts = window.contributions.size();
    if (window.isEmpty() || parts < minParts) {
      return false;
    }
    if (parts >= maxParts) {
      return true;
    }
    boolean count = countReached(window, expected, attendance);
    boolean time = spanPassed(window, watermark, wallClock);
    return switch (settings.close()) {
      case COUNT -> count;
      case TIME -> time;
      case EITHER -> count || time;
      case BOTH -> count && time;
    };
  }

  private boolean countReached(Window window, SortedSet<SlotId> expected, Attendance attendance) {
    return settings.minUpdates() == 0
        ? allReported(window, expected, attendance)
        : window.contributions.size() >= settings.minUpdates();
  }

  /**
   * Returns whether all slots but the absent ones reported, and at least the quorum: few slots must
   * not decide for many.
   */
  private boolean allReported(Window window, SortedSet<SlotId> expected, Attendance attendance) {
    int reported = 0;
    for (SlotId slot : expected) {
      if (window.reported.contains(slot)) {
        reported++;
      } else if (!knowsAbsence() || !attendance.isAbsent(slot)) {
        return false;
      }
    }
    // No slot may be expected, as after a forged membership event; then the answer is no.
    return (reported > 0 || !knowsAbsence()) && reported >= settings.quorum() * expected.size();
  }

  /** Returns whether a window may close without absent slots. */
  public boolean knowsAbsence() {
    return settings.quorum() < 1 && settings.minUpdates() == 0;
  }

  private boolean spanPassed(Window window, Instant watermark, Instant wallClock) {
    Duration span = settings.span().plus(settings.grace());
    return reached(window.firstEvent, span, watermark) || reached(window.openedAt, span, wallClock);
  }

  private static boolean reached(Instant start, Duration span, Instant now) {
    return Duration.between(start, now).compareTo(span) >= 0;
  }
}
