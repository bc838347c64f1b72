package io.tributary.infra.sim.check;

import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.RejectReason;

/** Keeps the ledger's decisions about one update of one cluster. */
final class UpdateDecisions {
  /** The entry that accepted the update; null unless it counts. */
  LedgerEntry accepted;

  /** The reason why it is in quarantine; NONE unless it is. */
  RejectReason quarantined = RejectReason.NONE;

  /** Whether it was released, and is not decided again yet. */
  boolean released;

  /** The number of times that it was released. */
  int releases;

  boolean discarded;

  /**
   * Whether the ledger may forget that it was rejected, because nothing of its slot had counted.
   */
  boolean forgettable;

  boolean leftOut;

  /** The entry by which it counts since its window closed; null if as it was accepted. */
  LedgerEntry limited;

  boolean isDecided() {
    return !released && (accepted != null || quarantined != RejectReason.NONE);
  }
}
