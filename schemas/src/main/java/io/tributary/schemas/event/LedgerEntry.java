package io.tributary.schemas.event;

import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.IdBounds;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.RecordBounds;
import java.time.Instant;

/**
 * The decision about one update, taken once and logged before it is applied (topic {@code
 * update-ledger}, key cluster).
 *
 * @param update id of the update
 * @param cluster whose ledger decided
 * @param verdict accepted or not
 * @param reason why the update was not accepted; {@link RejectReason#NONE} when accepted
 * @param detail the value and the bound, for people; cut at 2000 characters, invisible characters
 *     escaped
 * @param version the version whose window takes the update; 0 when not accepted
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
  /** The decision about an update. Only operators release and discard. */
  public enum Verdict {
    ACCEPTED,
    /** The id of the update was decided before. */
    DUPLICATE,
    QUARANTINED,
    /**
     * The update left quarantine: it is decided once more, without the rules that operators may
     * override.
     */
    RELEASED,
    /** The update stays in quarantine for good. */
    DISCARDED,
    /**
     * The update was accepted, and the merge strategy did not choose it for its window's version.
     */
    LEFT_OUT,
    /**
     * The update was accepted, and counts less since its window closed: the entry has the weight
     * and the clip factor with which it counts.
     */
    LIMITED
  }

  public LedgerEntry {
    IdBounds.number("version of a ledger entry", 0, version);
    detail = RecordBounds.detail(detail);
    decidedAt = RecordBounds.time(decidedAt);
  }
}
