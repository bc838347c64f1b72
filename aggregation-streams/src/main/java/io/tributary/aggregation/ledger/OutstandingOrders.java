package io.tributary.aggregation.ledger;

import io.tributary.schemas.event.Contribution;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Repeats the orders for the version in the making if no answer comes in time. Kafka loses no
 * order: this heals a version that was held up by forged orders, or by a payload that could not be
 * read for a while. The time of waiting is not stored and begins anew with a restart.
 */
final class OutstandingOrders {
  /** The version whose orders were out when the clock was last looked at; 0: none. */
  private int version;

  private boolean choosing;
  private Instant since = Instant.EPOCH;

  /**
   * Returns the orders to be given again, if an answer is overdue.
   *
   * @param versionInProgress the version in the making; null if there is none
   * @param patience how long an answer may take
   * @param now wall clock
   */
  Optional<LedgerRecord> again(
      VersionInProgress versionInProgress, Duration patience, Instant now) {
    if (versionInProgress == null
        || versionInProgress.version() != version
        || versionInProgress.choosing() != choosing) {
      version = versionInProgress == null ? 0 : versionInProgress.version();
      choosing = versionInProgress != null && versionInProgress.choosing();
      since = now;
      return Optional.empty();
    }
    if (Duration.between(since, now).compareTo(patience) < 0) {
      return Optional.empty();
    }
    since = now;
    List<Contribution> parts = List.copyOf(versionInProgress.contributions().values());
    return Optional.of(
        new LedgerRecord.OrderedAgain(
            version,
            parts.stream().mapToLong(Contribution::units).sum(),
            choosing,
            parts.stream().map(Contribution::update).toList(),
            versionInProgress.answered(),
            parts));
  }
}
