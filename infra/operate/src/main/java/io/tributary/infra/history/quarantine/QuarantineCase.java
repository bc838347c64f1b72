package io.tributary.infra.history.quarantine;

import io.tributary.infra.history.PositionedRecord;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.QuarantineRecord.Status;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.id.UpdateId;
import java.time.Instant;
import java.util.Optional;

/**
 * The content of quarantine about one subject.
 *
 * @param subject update id, slot, or {@code topic-partition@offset} where the record could not be
 *     read
 * @param reason of the record that an operator can decide about, or else of the newest
 * @param detail the thing, the bound, the value and the fix
 * @param origin position of the rejected record
 * @param place position of the quarantine record itself
 * @param bytes number of bytes of the original record in the quarantine record
 * @param records number of records of the subject that were read
 * @param status whether an operator has decided
 * @param ruling the decision in words; empty while there is none
 * @param at stream time of the newest record
 */
public record QuarantineCase(
    String subject,
    RejectReason reason,
    String detail,
    RecordPosition origin,
    RecordPosition place,
    int bytes,
    int records,
    Status status,
    String ruling,
    Instant at) {
  /** Returns the case of one record. */
  public static QuarantineCase of(PositionedRecord<QuarantineRecord> positionedRecord) {
    QuarantineRecord record = positionedRecord.value();
    boolean open = record.status() == Status.OPEN;
    return new QuarantineCase(
        record.subject(),
        record.reason(),
        open ? record.detail() : "",
        new RecordPosition(record.topic(), record.partition(), record.offset()),
        positionedRecord.place(),
        record.record().length,
        1,
        record.status(),
        open ? "" : record.detail(),
        record.at());
  }

  /** Returns the case after one more record of the subject. */
  QuarantineCase with(PositionedRecord<QuarantineRecord> positionedRecord) {
    return with(of(positionedRecord));
  }

  /** Returns this case after {@code next}, which has one record. */
  QuarantineCase with(QuarantineCase next) {
    if (next.status != Status.OPEN) {
      return with(next.status, next.ruling, next.at).counting(records + 1);
    }
    // A later copy that was rejected for a reason of its own changes nothing about the update.
    boolean stays = status == Status.OPEN && reason.isReleasable() && !next.reason.isReleasable();
    QuarantineCase newest = stays ? with(status, ruling, next.at) : next;
    return newest.counting(records + 1);
  }

  private QuarantineCase with(Status newStatus, String newRuling, Instant newest) {
    return new QuarantineCase(
        subject, reason, detail, origin, place, bytes, records, newStatus, newRuling, newest);
  }

  QuarantineCase counting(int count) {
    return new QuarantineCase(
        subject, reason, detail, origin, place, bytes, count, status, ruling, at);
  }

  /** Returns the update that it is about, if it is about one. */
  public Optional<UpdateId> update() {
    try {
      return Optional.of(UpdateId.parse(subject));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns why no operator can decide about it, in words that begin with the subject; empty if one
   * can.
   */
  public Optional<String> obstacle() {
    if (status != Status.OPEN) {
      return Optional.of(subject + " must be open, was " + ruling);
    }
    if (update().isEmpty()) {
      return Optional.of(subject + " must be an update, was set aside for " + reason);
    }
    return reason.isReleasable()
        ? Optional.empty()
        : Optional.of(
            subject
                + " must be in quarantine for a reason that people may override, was for "
                + reason
                + " ("
                + detail
                + ")");
  }
}
