package io.tributary.infra.check;

import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.RecordPosition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the newest record of each subject and reason of a client in quarantine, up to a bound. */
final class QuarantinedRecords {
  private final int most;
  private final Map<Cause, Quarantined> byCause = new LinkedHashMap<>();
  private int forgotten;

  private record Cause(String subject, RejectReason reason) {}

  /**
   * A record in quarantine.
   *
   * @param subject under which quarantine has it: an update, a slot, or the position itself
   * @param place position at which it was read
   * @param at when it was put there
   */
  record Quarantined(
      String subject, RejectReason reason, String detail, RecordPosition place, Instant at) {}

  /**
   * Creates an empty collection with a bound on the number of causes.
   *
   * @param most number of subjects and reasons that are kept, the newest
   */
  QuarantinedRecords(int most) {
    this.most = most;
  }

  /**
   * Adds a record.
   *
   * @param about what the record is about; empty where the subject says so
   */
  void add(QuarantineRecord record, RecordPosition recordPosition, String about) {
    var cause = new Cause(record.subject(), record.reason());
    byCause.remove(cause);
    String detail = about.isEmpty() ? record.detail() : about + ": " + record.detail();
    byCause.put(
        cause,
        new Quarantined(record.subject(), record.reason(), detail, recordPosition, record.at()));
    if (byCause.size() > most) {
      byCause.remove(byCause.keySet().iterator().next());
      forgotten++;
    }
  }

  /** Returns how many causes were dropped for newer ones. */
  int forgotten() {
    return forgotten;
  }

  /** Removes a subject that an operator has decided about. */
  void close(String subject) {
    byCause.keySet().removeIf(cause -> cause.subject().equals(subject));
  }

  /**
   * Returns all records that are kept, ordered by when their cause last occurred, the oldest first.
   */
  List<Quarantined> all() {
    return List.copyOf(byCause.values());
  }
}
