package io.tributary.infra.sim.check;

import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.RejectReason;

/** What the ledger of one cluster said about one update so far. */
final class UpdateCase {
  /** The entry that accepted the update; null unless it counts. */
  LedgerEntry accepted;

  /** Why it is in quarantine; NONE unless it is. */
  RejectReason quarantined = RejectReason.NONE;

  /** Released, and not decided again yet. */
  boolean released;

  /** How often it was released. */
  int releases;

  boolean discarded;

  /** Refused before anything of its slot counted, where the ledger may forget that. */
  boolean forgettable;

  boolean leftOut;

  /** How it counts since its window closed; null if as it was accepted. */
  LedgerEntry limited;

  boolean isDecided() {
    return !released && (accepted != null || quarantined != RejectReason.NONE);
  }
}
