package io.tributary.infra.history;

import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.id.UpdateId;
import java.util.Optional;

/**
 * Waits, in the decisions that follow a person's word about an update, for what came of it. An
 * older decision that becomes visible late is not taken for it.
 */
public final class DecisionAwaiter {
  private final UpdateId update;
  private final OperatorDecision operatorDecision;
  private boolean released;
  private Optional<LedgerEntry> outcome = Optional.empty();

  /** Makes an awaiter that has not seen its decision come to anything yet. */
  public DecisionAwaiter(UpdateId update, OperatorDecision operatorDecision) {
    this.update = update;
    this.operatorDecision = operatorDecision;
  }

  /** Takes in one decision; those about other updates pass by. */
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

  /** Whether the ledger has taken the update out of quarantine. */
  public boolean isReleased() {
    return released;
  }

  /** The decision that settles it: accepted, quarantined, discarded, or a duplicate (refused). */
  public Optional<LedgerEntry> outcome() {
    return outcome;
  }
}
