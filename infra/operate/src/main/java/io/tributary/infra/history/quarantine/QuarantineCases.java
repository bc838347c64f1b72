package io.tributary.infra.history.quarantine;

import io.tributary.infra.history.PositionedRecord;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.QuarantineRecord.Status;
import io.tributary.schemas.event.RejectReason;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects the subjects in quarantine, without the bytes of rejected records: only the newest,
 * because a sender of garbage makes any number of subjects.
 */
public final class QuarantineCases {
  static final int MOST = 20_000;

  private final Map<String, QuarantineCase> bySubject = new LinkedHashMap<>();

  /**
   * Adds one record.
   *
   * @return false if the oldest subject was dropped for it
   */
  public boolean accept(PositionedRecord<QuarantineRecord> positionedRecord) {
    String subject = positionedRecord.value().subject();
    QuarantineCase before = bySubject.remove(subject);
    bySubject.put(
        subject,
        before == null ? QuarantineCase.of(positionedRecord) : before.with(positionedRecord));
    if (bySubject.size() <= MOST) {
      return true;
    }
    bySubject.remove(bySubject.keySet().iterator().next());
    return false;
  }

  /**
   * Returns the cases in the order of their newest records, whatever partitions these are on.
   *
   * @param reason empty: all
   * @param status empty: all
   */
  public List<QuarantineCase> of(Optional<RejectReason> reason, Optional<Status> status) {
    return bySubject.values().stream()
        .filter(one -> reason.map(one.reason()::equals).orElse(true))
        .filter(one -> status.map(one.status()::equals).orElse(true))
        .sorted(Comparator.comparing(QuarantineCase::at))
        .toList();
  }

  /** Returns the case of one subject; empty if nothing of it is kept. */
  public Optional<QuarantineCase> find(String subject) {
    return Optional.ofNullable(bySubject.get(subject));
  }

  /** Returns the subjects of all cases that are kept, in no order. */
  public Set<String> subjects() {
    return Set.copyOf(bySubject.keySet());
  }
}
