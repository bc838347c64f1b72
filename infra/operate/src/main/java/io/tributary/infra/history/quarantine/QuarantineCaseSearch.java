package io.tributary.infra.history.quarantine;

import io.tributary.schemas.event.QuarantineRecord.Status;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Finds one subject's case in quarantine from its newest record back. It needs no record before the
 * newest rejection that an operator may override: older ones change nothing about the case.
 */
public final class QuarantineCaseSearch {
  private final String subject;
  private final Deque<QuarantineCase> newestLast = new ArrayDeque<>();
  private int records;

  /** Creates a search that has found nothing yet. */
  public QuarantineCaseSearch(String subject) {
    this.subject = subject;
  }

  /**
   * Adds the record before those that were added, as a case of its own; records of other subjects
   * are ignored.
   *
   * @return false once older records cannot change the case
   */
  public boolean accept(QuarantineCase older) {
    if (!older.subject().equals(subject)) {
      return true;
    }
    records++;
    // Of consecutive rejections that no operator may override, the newest counts: a client that
    // sends other bytes under one name makes any number of them.
    boolean counts = newestLast.isEmpty() || !isForGood(older) || !isForGood(newestLast.getFirst());
    if (counts) {
      newestLast.addFirst(older);
    }
    return older.status() != Status.OPEN || (isForGood(older) && older.update().isPresent());
  }

  private static boolean isForGood(QuarantineCase one) {
    return one.status() == Status.OPEN && !one.reason().isReleasable();
  }

  /** Returns the case; its records are those that were read. */
  public Optional<QuarantineCase> found() {
    return newestLast.stream().reduce(QuarantineCase::with).map(found -> found.counting(records));
  }
}
