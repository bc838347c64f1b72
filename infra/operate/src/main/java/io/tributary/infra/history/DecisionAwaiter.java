package io.tributary.infra.history;

import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.id.UpdateId;
import java.util.Optional;

/**
 * Waits for the outcome of an operator's decision about an update, among the ledger's decisions
 * after it. An older decision that becomes visible late is not mistaken for it.
 */
public final class DecisionAwaiter {
  private final UpdateId update;
  private final OperatorDecision operatorDecision;
  private boolean released;
  private Optional<LedgerEntry> outcome = Optional.empty();

  /** Creates an awaiter that has not seen an outcome yet. */
  public DecisionAwaiter(UpdateId update, OperatorDecision operatorDecision) {
    this.update = update;
    this.operatorDecision = operatorDecision;
  }

  /** Adds one decision; those about other updates are ignored. */
  public void accept(LedgerEntry entry) {
    if (!entry.update().equals(update) || outcome.isPresent()) {
      return;
    }
    boolean ours = entry.detail().contains(operatorDecision.toString());
    if (entry.verdict() == Verdict.RELEASED && ours) {
      released = true;
    } else if (entry.verdict() == Verdict.DISCARDED && ours) {
      outcome = Optional.of(entry);
    } else if (entry.verdict() == Verdict.DUPLICATE && ours) {
      outcome = Optional.of(entry);
    } else if (released
        && (entry.verdict() == Verdict.ACCEPTED || entry.verdict() == Verdict.QUARANTINED)) {
      outcome = Optional.of(entry);
    }
  }

  /** Returns whether the ledger has taken the update out of quarantine. */
  public boolean isReleased() {
    return released;
  }

  /** Returns the outcome: accepted, quarantined, discarded, or a duplicate (refused). */
  public Optional<LedgerEntry> outcome() {
    return outcome;
  }
}
