package io.tributary.aggregation.ledger;

import io.tributary.aggregation.ledger.decide.LedgerRecord;
import io.tributary.aggregation.ledger.decide.VersionStep;
import io.tributary.aggregation.ledger.state.VersionInProgress;
import io.tributary.schemas.event.Contribution;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Repeats the commands for the version in progress if a reply is overdue. Kafka loses none: this
 * heals a version that was held up by forged commands, or by a payload that could not be read for a
 * while. The time of waiting is not stored and begins anew with a restart.
 */
final class OverdueReplies {
  /** The version whose commands were out when the clock was last looked at; 0: none. */
  private int version;

  private boolean choosing;
  private Instant since = Instant.EPOCH;

  /**
   * Returns the commands to be given again, if a reply is overdue.
   *
   * @param versionInProgress null if there is none
   * @param patience how long a reply may take
   * @param now wall clock
   */
  Optional<LedgerRecord> repeated(
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
    List<Contribution> contributions = List.copyOf(versionInProgress.contributions().values());
    return Optional.of(
        new VersionStep.CommandsRepeated(
            version,
            contributions.stream().mapToLong(Contribution::units).sum(),
            choosing,
            contributions.stream().map(Contribution::update).toList(),
            versionInProgress.answered(),
            contributions));
  }
}
