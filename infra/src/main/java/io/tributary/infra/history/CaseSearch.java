package io.tributary.infra.history;

import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.QuarantineRecord.Status;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Finds one subject's case in quarantine from the newest record back, and no further than it takes:
 * the records before its last release or refusal change nothing about where it stands.
 */
public final class CaseSearch {
  private final String subject;
  private final Deque<QuarantineCase> newestLast = new ArrayDeque<>();

  /** Nothing is found yet. */
  public CaseSearch(String subject) {
    this.subject = subject;
  }

  /**
   * Takes in the record before those that came; other subjects' pass by.
   *
   * @return false once older records cannot change the case
   */
  public boolean accept(Logged<QuarantineRecord> logged) {
    if (!logged.value().subject().equals(subject)) {
      return true;
    }
    QuarantineCase older = QuarantineCase.opened(logged);
    newestLast.addFirst(older);
    // An update may have been set aside before for a reason that people may override, which counts.
    boolean settles = older.reason().isReleasable() || older.update().isEmpty();
    return older.status() != Status.OPEN || !settles;
  }

  /** The case; its records are those that were looked at. */
  public Optional<QuarantineCase> found() {
    return newestLast.stream().reduce(QuarantineCase::with);
  }
}
