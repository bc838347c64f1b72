package io.tributary.schemas.event;

import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.IdBounds;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.RecordBounds;
import java.time.Instant;

/**
 * What became of one update: decided once, logged before it is applied (topic {@code
 * update-ledger}, key cluster).
 *
 * @param update which
 * @param cluster whose decision
 * @param verdict accepted or not
 * @param reason why not; {@link RejectReason#NONE} when accepted
 * @param detail the value and the bound, for people; cut at 2000 characters, and what is not
 *     visible is escaped
 * @param version the version whose window takes it; 0 when not accepted
 * @param weight integer weight units, n_s * s(tau) * 256; 0 when not accepted
 * @param clip factor on the payload, in (0, 1]
 * @param staleness tau, versions that its base lagged behind
 * @param decidedAt stream time
 * @param norm L2 norm of the payload as the aggregator measured it, not as the client claimed; 0
 *     when its chunks were not all seen
 */
public record LedgerEntry(
    UpdateId update,
    ClusterId cluster,
    Verdict verdict,
    RejectReason reason,
    String detail,
    int version,
    long weight,
    double clip,
    int staleness,
    Instant decidedAt,
    double norm) {
  /** What is decided about an update; only a person releases and discards. */
  public enum Verdict {
    ACCEPTED,
    /** The update was already decided: the same id was seen before. */
    DUPLICATE,
    QUARANTINED,
    /** Out of quarantine: it is decided once more, and nothing that people may override counts. */
    RELEASED,
    /** The update stays in quarantine for good. */
    DISCARDED,
    /** Accepted, and then not chosen for its window's version by the merge strategy. */
    LEFT_OUT,
    /**
     * Accepted, and then made to count less when its window closed: the entry has the weight and
     * the clip factor with which it counts.
     */
    LIMITED
  }

  public LedgerEntry {
    IdBounds.number("version of a ledger entry", 0, version);
    detail = RecordBounds.detail(detail);
    decidedAt = RecordBounds.time(decidedAt);
  }
}
