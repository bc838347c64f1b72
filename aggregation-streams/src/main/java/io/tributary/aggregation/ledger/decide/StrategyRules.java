package io.tributary.aggregation.ledger.decide;

import io.tributary.aggregation.gate.CandidateUpdate;
import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.gate.SampleWeight;
import io.tributary.aggregation.ledger.state.LedgerState;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import java.util.Optional;

/**
 * Checks the conditions of the merge strategy on an update, beyond those of the gate. A window of
 * updates that pass can be merged: the merge tasks reject nothing.
 *
 * @param rules of the federation
 * @param state of the cluster
 */
record StrategyRules(LedgerRules rules, LedgerState state) {

  /**
   * Returns why the claims of rank and norm make no sense; empty if they do. It is called before
   * they are used.
   */
  Optional<Rejection> refuseClaims(int rank, double productNorm) {
    if (rank < 0 || rank > rules.layoutRank()) {
      return Optional.of(
          new Rejection(
              RejectReason.WRONG_LAYOUT,
              "rank must be in 1.." + rules.layoutRank() + ", or 0 for all of it, was " + rank));
    }
    if (!(productNorm >= 0) || productNorm > SampleWeight.MAX_PRODUCT_NORM) {
      return Optional.of(
          new Rejection(
              RejectReason.BAD_WEIGHT,
              "product norm must be in 0.."
                  + SampleWeight.MAX_PRODUCT_NORM
                  + ", was "
                  + productNorm));
    }
    return Optional.empty();
  }

  /**
   * Returns the product norm that counts: where the strategy weighs updates by it and clients'
   * claims are not trusted, no slot fills a window with it.
   */
  double counted(double productNorm, CandidateUpdate candidate) {
    return rules.checksSamples() && rules.strategy().ownUnits()
        ? Math.min(
            productNorm,
            SampleWeight.mostUnits(candidate.sharers()) / SampleWeight.PRODUCT_NORM_UNITS)
        : productNorm;
  }

  /**
   * Returns a rejection if the strategy needs the values that an update was trained from and they
   * are not kept any more.
   */
  Optional<Rejection> refuseOrigin(int staleness) {
    return !rules.strategy().needsOrigins() || staleness <= rules.maxStaleness()
        ? Optional.empty()
        : Optional.of(
            new Rejection(
                RejectReason.STALE_BASE,
                "merge.strategy "
                    + rules.strategy().name()
                    + " needs the values of the base, which are kept for "
                    + rules.maxStaleness()
                    + " versions; staleness was "
                    + staleness
                    + ": train from a newer version"));
  }

  /**
   * Returns a rejection if the window of a version has no room for an update that passed the gate.
   */
  Optional<Rejection> refuse(Contribution decision, int version) {
    MergeStrategy strategy = rules.strategy();
    if (state.members.size() < strategy.minParts()) {
      return Optional.of(tooFewMembers());
    }
    int share = roomOfAClient();
    ClientId client = decision.update().slot().client();
    long taken =
        share == Integer.MAX_VALUE
            ? 0
            : state.filled(version).contributions.keySet().stream()
                .filter(slot -> slot.client().equals(client))
                .count();
    if (taken >= share) {
      return Optional.of(
          full("updates of " + client, share, taken + 1, "take part with fewer slots"));
    }
    MergeContribution contribution = MergeContribution.of(decision, rules.layoutRank());
    if (strategy.ownUnits()) {
      long units =
          strategy.units(contribution)
              + state.filled(version).sum(rules.layoutRank(), strategy::units);
      if (units > SampleWeight.MAX_WINDOW_UNITS) {
        return Optional.of(
            full("weight units", SampleWeight.MAX_WINDOW_UNITS, units, "train less"));
      }
    }
    return Optional.empty();
  }

  /**
   * Returns how many updates of one client a window takes: where it cannot take those of all
   * members, no more than an even share, so that no client fills windows with many slots.
   */
  private int roomOfAClient() {
    int room = rules.strategy().maxParts();
    // A window of at most one update needs no share per client.
    if (room <= 1 || state.members.size() <= room) {
      return Integer.MAX_VALUE;
    }
    long clients = state.members.stream().map(SlotId::client).distinct().count();
    return (int) Math.max(1, room / clients);
  }

  private Rejection full(String what, long bound, long found, String fix) {
    return new Rejection(
        RejectReason.WINDOW_FULL,
        what
            + " of a window of "
            + rules.strategy().name()
            + " must sum up to "
            + bound
            + " at most, would be "
            + found
            + ": close windows with fewer updates, or "
            + fix);
  }

  private Rejection tooFewMembers() {
    return new Rejection(
        RejectReason.TOO_FEW_MEMBERS,
        "merge.strategy "
            + rules.strategy().name()
            + " needs "
            + rules.strategy().minParts()
            + " updates in a window, "
            + state.cluster
            + " has "
            + state.members.size()
            + " members: lower merge.byzantine or choose another strategy");
  }
}
