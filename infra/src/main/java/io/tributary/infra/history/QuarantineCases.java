package io.tributary.infra.history;

import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.QuarantineRecord.Status;
import io.tributary.schemas.event.RejectReason;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every subject in quarantine, without the bytes that were set aside. */
public final class QuarantineCases {
  private final Map<String, QuarantineCase> bySubject = new LinkedHashMap<>();

  /** Takes in one record. */
  public void accept(Logged<QuarantineRecord> logged) {
    String subject = logged.value().subject();
    QuarantineCase before = bySubject.remove(subject);
    bySubject.put(subject, before == null ? QuarantineCase.opened(logged) : before.with(logged));
  }

  /**
   * The cases in the order of their newest records, whatever partitions these are on.
   *
   * @param reason empty: all
   * @param status empty: all
   */
  public List<QuarantineCase> of(Optional<RejectReason> reason, Optional<Status> status) {
    return bySubject.values().stream()
        .filter(found -> reason.map(found.reason()::equals).orElse(true))
        .filter(found -> status.map(found.status()::equals).orElse(true))
        .sorted(Comparator.comparing(QuarantineCase::at))
        .toList();
  }

  /** One subject's case. */
  public Optional<QuarantineCase> find(String subject) {
    return Optional.ofNullable(bySubject.get(subject));
  }

  /** All subjects. */
  public Set<String> subjects() {
    return Set.copyOf(bySubject.keySet());
  }
}
