package io.tributary.infra.history;

import io.tributary.schemas.event.LedgerEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The newest decisions of a ledger that may be far longer than memory. */
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
   * Makes a collection without decisions, which keeps the newest that pass a filter.
   *
   * @param filter which ones count
   * @param limit how many are kept, >= 1
   */
  public NewestDecisions(LedgerFilter filter, int limit) {
    this.filter = filter;
    this.limit = limit;
  }

  /** Takes in one decision. */
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

  /** The newest, the oldest of them first; by stream time, then by place. */
  public List<PositionedRecord<LedgerEntry>> inOrder() {
    return newest.stream().sorted(OLDEST_FIRST).toList();
  }

  /** All that passed the filter, also those that are not kept. */
  public long matches() {
    return matches;
  }

  private static Instant decidedAt(PositionedRecord<LedgerEntry> positionedRecord) {
    return positionedRecord.value().decidedAt();
  }
}
