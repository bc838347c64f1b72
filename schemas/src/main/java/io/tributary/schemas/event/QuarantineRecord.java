package io.tributary.schemas.event;

import io.tributary.schemas.id.PlainText;
import io.tributary.schemas.update.RecordBounds;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * A record that was set aside, with what a person needs to decide about it (topic {@code
 * quarantine}).
 *
 * @param subject update id, slot or {@code topic-partition@offset} where nothing could be read
 * @param reason machine-readable
 * @param detail the thing, the bound, the value and the fix; cut at 2000 characters, and what is
 *     not visible is escaped, as in the subject, which is cut at 500
 * @param topic where it came from
 * @param partition where it came from
 * @param offset where it came from, -1 if unknown
 * @param record the original record's value, as it was, or empty for a payload kept elsewhere
 * @param at stream time
 * @param status whether a person has decided about it; the newest record of a subject tells
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
  /** The longest subject is the key of a stranger's entry in a store. */
  private static final int MAX_SUBJECT = 500;

  /** Whether a person has decided. */
  public enum Status {
    OPEN,
    /** The update is decided again, as a person wants it to count. */
    RELEASED,
    /** It never counts. */
    DISCARDED
  }

  public QuarantineRecord {
    subject = PlainText.of(subject, MAX_SUBJECT);
    detail = RecordBounds.detail(detail);
    RecordBounds.atMost("topic of a quarantine record", RecordBounds.TOPIC, topic);
    at = RecordBounds.time(at);
  }

  /** The same without the bytes that were set aside. */
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
