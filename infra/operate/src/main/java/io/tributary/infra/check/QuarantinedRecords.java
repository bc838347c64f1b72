package io.tributary.infra.check;

import io.tributary.infra.history.RecordPosition;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What of a client is in quarantine: of each subject and reason the newest record, and a bound. */
final class QuarantinedRecords {
  private final int most;
  private final Map<Cause, Quarantined> byCause = new LinkedHashMap<>();
  private int forgotten;

  private record Cause(String subject, RejectReason reason) {}

  /**
   * A record in quarantine.
   *
   * @param subject under which quarantine has it: an update, a slot, or the place itself
   * @param place where it was read
   * @param at when it was put there
   */
  record Quarantined(
      String subject, RejectReason reason, String detail, RecordPosition place, Instant at) {}

  /**
   * Makes an empty collection that holds no more than a number of causes.
   *
   * @param most subjects and reasons that are kept, the newest
   */
  QuarantinedRecords(int most) {
    this.most = most;
  }

  /**
   * Takes in a record.
   *
   * @param about what the record says that it is about; empty where the subject says it
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

  /** How many causes had to go for newer ones. */
  int forgotten() {
    return forgotten;
  }

  /** A person has decided about a subject. */
  void close(String subject) {
    byCause.keySet().removeIf(cause -> cause.subject().equals(subject));
  }

  /** All records that are kept, ordered by when their cause last occurred, the oldest first. */
  List<Quarantined> all() {
    return List.copyOf(byCause.values());
  }
}
