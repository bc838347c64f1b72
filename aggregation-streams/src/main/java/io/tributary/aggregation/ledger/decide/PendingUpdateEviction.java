package io.tributary.aggregation.ledger.decide;

import io.tributary.aggregation.ledger.state.LedgerState;
import io.tributary.aggregation.ledger.state.Submission;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Chooses which update is given up when too many are undecided: strangers' updates must not crowd
 * out members' updates, nor one member's updates those of all others.
 *
 * @param rules of the federation
 * @param state of the cluster
 */
public record PendingUpdateEviction(LedgerRules rules, LedgerState state) {

  /** Returns the update that is given up for a newly arrived one; empty if there is room. */
  public Optional<Submission> givingWay(Submission newest) {
    List<Submission> own = state.undecidedLike(newest);
    if (own.size() > LedgerLimits.UNDECIDED_OF_A_SLOT) {
      return Optional.of(leastPromising(own));
    }
    return state.pending.size() > rules.limits().pendingUpdates()
        ? Optional.of(crowdedOut(newest))
        : Optional.empty();
  }

  /** Returns the oldest incomplete update, or else the newest. */
  private Submission leastPromising(List<Submission> own) {
    return own.stream()
        .filter(held -> !state.pending.get(held).isComplete(rules.chunks()))
        .findFirst()
        .orElseGet(() -> own.get(own.size() - 1));
  }

  private Submission crowdedOut(Submission newest) {
    if (!isOfMember(newest)) {
      return newest;
    }
    return state.pending.keySet().stream()
        .filter(held -> !isOfMember(held))
        .findFirst()
        .orElseGet(() -> newestOfWhoHasMost(newest));
  }

  private boolean isOfMember(Submission held) {
    SlotId slot = held.update().slot();
    return state.members.contains(slot) && !new RejectionReasons(rules, state).isKeyless(slot);
  }

  private Submission newestOfWhoHasMost(Submission newest) {
    var held = new TreeMap<ClientId, Integer>();
    state
        .pending
        .keySet()
        .forEach(one -> held.merge(one.update().slot().client(), 1, Integer::sum));
    int most = Collections.max(held.values());
    ClientId own = newest.update().slot().client();
    return held.get(own) == most
        ? newest
        : state.pending.keySet().stream()
            .filter(one -> held.get(one.update().slot().client()) == most)
            .reduce((one, later) -> later)
            .orElse(newest);
  }
}
