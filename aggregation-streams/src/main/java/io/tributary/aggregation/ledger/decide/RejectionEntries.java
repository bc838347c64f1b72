package io.tributary.aggregation.ledger.decide;

import io.tributary.aggregation.gate.Rejection;
import io.tributary.aggregation.ledger.state.LedgerState;
import io.tributary.aggregation.ledger.state.ManifestArrival;
import io.tributary.aggregation.ledger.state.PendingUpdate;
import io.tributary.aggregation.ledger.state.Submission;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.UpdateId;
import java.util.Optional;

/**
 * Makes the log entries of updates that do not count.
 *
 * @param rules of the federation
 * @param state of the cluster
 * @param moment of the decision
 */
record RejectionEntries(LedgerRules rules, LedgerState state, DecisionTime moment) {

  LedgerEntry of(UpdateId id, Verdict verdict, RejectReason reason, String detail) {
    return of(id, verdict, reason, detail, 0);
  }

  private LedgerEntry of(
      UpdateId id, Verdict verdict, RejectReason reason, String detail, double norm) {
    return new LedgerEntry(
        id, state.cluster, verdict, reason, detail, 0, 0, 1, 0, moment.streamTime(), norm);
  }

  /**
   * Returns the entry of an update that goes to quarantine.
   *
   * @param arrival its manifest, null if none was seen
   */
  LedgerRecord quarantined(Submission submission, Rejection rejection, ManifestArrival arrival) {
    PendingUpdate pending = state.pending.get(submission);
    double norm = pending == null ? 0 : pending.norm(rules.chunks());
    return new LedgerRecord.Quarantined(
        of(submission.update(), Verdict.QUARANTINED, rejection.reason(), rejection.detail(), norm),
        Optional.ofNullable(arrival),
        submission.author());
  }
}
