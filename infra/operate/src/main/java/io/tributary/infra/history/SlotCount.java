package io.tributary.infra.history;

import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import java.time.Instant;

/**
 * The decisions about a slot's updates, counted.
 *
 * @param accepted decisions that counted an update
 * @param quarantined decisions that rejected one
 * @param newest stream time of the newest decision; {@link Instant#EPOCH} before any
 */
public record SlotCount(long accepted, long quarantined, Instant newest) {
  /** The count of a slot without decisions. */
  public static final SlotCount NONE = new SlotCount(0, 0, Instant.EPOCH);

  static SlotCount of(LedgerEntry entry) {
    return new SlotCount(
        entry.verdict() == Verdict.ACCEPTED ? 1 : 0,
        entry.verdict() == Verdict.QUARANTINED ? 1 : 0,
        entry.decidedAt());
  }

  /** Returns the sum of both counts, with the later of their two newest times. */
  public SlotCount plus(SlotCount other) {
    return new SlotCount(
        accepted + other.accepted,
        quarantined + other.quarantined,
        newest.isAfter(other.newest) ? newest : other.newest);
  }
}
