package io.tributary.infra.history;

import io.tributary.schemas.event.LedgerEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the newest decisions of a ledger that may be far longer than memory. */
public final class NewestDecisions {
  private static final Comparator<PositionedRecord<LedgerEntry>> OLDEST_FIRST =
      Comparator.comparing(
              (PositionedRecord<LedgerEntry> positionedRecord) -> decidedAt(positionedRecord))
          .thenComparing(PositionedRecord::place);

  private final LedgerFilter filter;
  private final int limit;
  private final PriorityQueue<PositionedRecord<LedgerEntry>> newest =
      new PriorityQueue<>(OLDEST_FIRST);
  private long matches;

  /**
   * Creates a collection without decisions.
   *
   * @param filter selects decisions
   * @param limit number of decisions kept, >= 1
   */
  public NewestDecisions(LedgerFilter filter, int limit) {
    this.filter = filter;
    this.limit = limit;
  }

  /** Adds one decision. */
  public void accept(PositionedRecord<LedgerEntry> decision) {
    if (!filter.passes(decision.value())) {
      return;
    }
    matches++;
    newest.add(decision);
    if (newest.size() > limit) {
      newest.remove();
    }
  }

  /** Returns the newest decisions, the oldest of them first; by stream time, then by position. */
  public List<PositionedRecord<LedgerEntry>> inOrder() {
    return newest.stream().sorted(OLDEST_FIRST).toList();
  }

  /** Returns how many decisions passed the filter, including those that are not kept. */
  public long matches() {
    return matches;
  }

  private static Instant decidedAt(PositionedRecord<LedgerEntry> positionedRecord) {
    return positionedRecord.value().decidedAt();
  }
}
