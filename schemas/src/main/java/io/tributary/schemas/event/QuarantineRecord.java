package io.tributary.schemas.event;

import io.tributary.schemas.id.PlainText;
import io.tributary.schemas.update.RecordBounds;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * A rejected record, with the facts that an operator needs to decide about it (topic {@code
 * quarantine}).
 *
 * @param subject update id, slot, or {@code topic-partition@offset} where the record could not be
 *     read; cut at 500 characters, invisible characters escaped
 * @param reason machine-readable
 * @param detail the thing, the bound, the value and the fix; cut at 2000 characters, invisible
 *     characters escaped
 * @param topic topic of the rejected record
 * @param partition partition of the rejected record
 * @param offset offset of the rejected record, -1 if unknown
 * @param record the original record's value, unchanged, or empty for a payload kept elsewhere
 * @param at stream time
 * @param status whether an operator has decided about it; the newest record of a subject counts
 */
public record QuarantineRecord(
    String subject,
    RejectReason reason,
    String detail,
    String topic,
    int partition,
    long offset,
    byte[] record,
    Instant at,
    Status status) {
  /** The largest length of a subject, which is the key of a stranger's entry in a store. */
  private static final int MAX_SUBJECT = 500;

  /** The state of an operator's decision about the record. */
  public enum Status {
    OPEN,
    /** An operator released the update: the ledger decides about it again. */
    RELEASED,
    /** An operator discarded the update: it never counts. */
    DISCARDED
  }

  public QuarantineRecord {
    subject = PlainText.of(subject, MAX_SUBJECT);
    detail = RecordBounds.detail(detail);
    RecordBounds.atMost("topic of a quarantine record", RecordBounds.TOPIC, topic);
    at = RecordBounds.time(at);
  }

  /** Returns this record without the bytes of the rejected one. */
  public QuarantineRecord withoutBytes() {
    return new QuarantineRecord(
        subject, reason, detail, topic, partition, offset, new byte[0], at, status);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QuarantineRecord that
        && subject.equals(that.subject)
        && reason.equals(that.reason)
        && detail.equals(that.detail)
        && topic.equals(that.topic)
        && partition == that.partition
        && offset == that.offset
        && Arrays.equals(record, that.record)
        && at.equals(that.at)
        && status == that.status;
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hash(subject, reason, detail, topic, partition, offset, at, status)
        + Arrays.hashCode(record);
  }
}
