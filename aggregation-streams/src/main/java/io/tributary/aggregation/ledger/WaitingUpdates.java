package io.tributary.aggregation.ledger;

import io.tributary.aggregation.ledger.decide.DecisionTime;
import io.tributary.aggregation.ledger.decide.LedgerRecord;
import io.tributary.aggregation.ledger.decide.LedgerRules;
import io.tributary.aggregation.ledger.decide.PendingUpdateEviction;
import io.tributary.aggregation.ledger.decide.UpdateDecision;
import io.tributary.aggregation.ledger.state.LedgerState;
import io.tributary.aggregation.ledger.state.PendingUpdate;
import io.tributary.aggregation.ledger.state.Submission;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Decides about the updates that wait, one after the other: each decision is applied before the
 * next one is made.
 *
 * @param rules of the federation
 * @param state of the cluster
 * @param moment of the decisions
 * @param apply is called with each decision, and changes the state by it
 */
record WaitingUpdates(
    LedgerRules rules, LedgerState state, DecisionTime moment, Consumer<LedgerRecord> apply) {

  /** Decides what can be decided of every update, after the cluster's members changed. */
  void decideAll() {
    for (Submission held : List.copyOf(state.pending.keySet())) {
      decision().foreign(held).or(() -> decision().decide(held)).ifPresent(apply);
    }
  }

  /** Decides about one update; if it must wait, another one may have to give way. */
  void decide(Submission held) {
    decision().decide(held).ifPresent(apply);
    if (state.pending.containsKey(held)) {
      new PendingUpdateEviction(rules, state)
          .givingWay(held)
          .ifPresent(given -> apply.accept(decision().giveUp(given)));
    }
  }

  /** Decides about updates that waited for room in a window: one that closed makes room. */
  void admit() {
    if (rules.strategy().maxParts() == Integer.MAX_VALUE) {
      return;
    }
    for (Submission held : state.pendingInOrderOfArrival()) {
      decision().decide(held).ifPresent(apply);
    }
  }

  /** Gives up every update that waited too long. */
  void giveUpOverdue() {
    for (Submission held : List.copyOf(state.pending.keySet())) {
      PendingUpdate pending = state.pending.get(held);
      if (decision().waitsForRoom(held)) {
        continue;
      }
      Duration waited = Duration.between(pending.since(), moment.wallClock());
      Duration bound =
          pending.isComplete(rules.chunks())
              ? rules.limits().membershipWait()
              : rules.limits().chunkWait();
      if (waited.compareTo(bound) >= 0) {
        apply.accept(decision().giveUp(held));
      }
    }
  }

  /** Quarantines every update, as the cluster is given up. */
  void dismissAll() {
    for (Submission held : List.copyOf(state.pending.keySet())) {
      apply.accept(decision().dismissed(held));
    }
  }

  private UpdateDecision decision() {
    return new UpdateDecision(rules, state, moment);
  }
}
