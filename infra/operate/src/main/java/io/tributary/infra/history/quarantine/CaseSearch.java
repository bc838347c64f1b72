package io.tributary.infra.history.quarantine;

import io.tributary.schemas.event.QuarantineRecord.Status;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Finds one subject's case in quarantine from its newest record back. It needs no record before the
 * newest refusal that a person may override: older ones change nothing about the case.
 */
public final class CaseSearch {
  private final String subject;
  private final Deque<QuarantineCase> newestLast = new ArrayDeque<>();
  private int records;

  /** Makes a search that has found nothing yet. */
  public CaseSearch(String subject) {
    this.subject = subject;
  }

  /**
   * Takes in the record before those that came, as a case of its own; other subjects' pass by.
   *
   * @return false once older records cannot change the case
   */
  public boolean accept(QuarantineCase older) {
    if (!older.subject().equals(subject)) {
      return true;
    }
    records++;
    // Of refusals in a row that no person may override the newest counts: a client that sends other
    // bytes under one name makes as many as it likes.
    boolean counts = newestLast.isEmpty() || !isForGood(older) || !isForGood(newestLast.getFirst());
    if (counts) {
      newestLast.addFirst(older);
    }
    return older.status() != Status.OPEN || (isForGood(older) && older.update().isPresent());
  }

  private static boolean isForGood(QuarantineCase one) {
    return one.status() == Status.OPEN && !one.reason().isReleasable();
  }

  /** The case; its records are those that were looked at. */
  public Optional<QuarantineCase> found() {
    return newestLast.stream().reduce(QuarantineCase::with).map(found -> found.counting(records));
  }
}
