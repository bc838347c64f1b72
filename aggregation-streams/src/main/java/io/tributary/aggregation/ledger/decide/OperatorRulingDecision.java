package io.tributary.aggregation.ledger.decide;

import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.ledger.state.LedgerState;
import io.tributary.aggregation.ledger.state.ManifestArrival;
import io.tributary.aggregation.ledger.state.SequenceHistory;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.UpdateId;
import java.util.List;
import java.util.Optional;

/**
 * Decides about an operator's decision on an update in quarantine; changes nothing.
 *
 * @param rules of the federation
 * @param state of the cluster
 * @param moment of the decision
 */
public record OperatorRulingDecision(LedgerRules rules, LedgerState state, DecisionTime moment) {

  /** Decides that an update in quarantine counts after all, which can happen only once. */
  public LedgerRecord released(
      ManifestArrival arrival, List<Long> chunkOffsets, OperatorDecision operatorDecision) {
    UpdateId id = arrival.manifest().id();
    return obstacle(id)
        .or(() -> rules.gate().refuse(arrival.manifest()).map(Rejection::detail))
        .map(obstacle -> refused(id, "release", obstacle, operatorDecision))
        .orElseGet(
            () ->
                new LedgerRecord.Released(
                    entries()
                        .of(
                            id,
                            Verdict.RELEASED,
                            RejectReason.NONE,
                            "released by " + operatorDecision),
                    arrival,
                    chunkOffsets,
                    moment.wallClock(),
                    operatorDecision));
  }

  /** Decides that an update in quarantine never counts, or rejects the operator's decision. */
  public LedgerRecord discarded(UpdateId id, OperatorDecision operatorDecision) {
    boolean forgotten = state.histories.of(id.slot()).isTooOld(id.sequence());
    return obstacle(id)
        .filter(obstacle -> !forgotten)
        .map(obstacle -> refused(id, "discard", obstacle, operatorDecision))
        .orElseGet(
            () ->
                new LedgerRecord.Discarded(
                    entries()
                        .of(
                            id,
                            Verdict.DISCARDED,
                            RejectReason.NONE,
                            "discarded by " + operatorDecision)));
  }

  /** Returns why an operator cannot decide about an update; empty if that is possible. */
  private Optional<String> obstacle(UpdateId id) {
    SequenceHistory history = state.histories.of(id.slot());
    if (state.pending.keySet().stream().anyMatch(held -> held.update().equals(id))) {
      return Optional.of("it is being decided");
    }
    if (history.isTooOld(id.sequence())) {
      return Optional.of(
          "its sequence must be within "
              + Long.SIZE
              + " of its slot's newest, "
              + history.highest()
              + ", was "
              + id.sequence());
    }
    return history.isReleasable(id.sequence())
        ? Optional.empty()
        : Optional.of("it is not in quarantine for a reason that people may override");
  }

  private LedgerRecord refused(
      UpdateId id, String what, String obstacle, OperatorDecision operatorDecision) {
    String detail = "no " + what + " (by " + operatorDecision + "): " + obstacle;
    return new LedgerRecord.Repeated(
        entries().of(id, Verdict.DUPLICATE, RejectReason.NONE, detail));
  }

  private RejectionEntries entries() {
    return new RejectionEntries(rules, state, moment);
  }
}
