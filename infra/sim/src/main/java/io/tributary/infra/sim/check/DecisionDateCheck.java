package io.tributary.infra.sim.check;

import static io.tributary.infra.sim.check.InvariantBroken.require;

import io.tributary.infra.sim.view.OutputListener;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Checks that the aggregator's decisions are dated in its own time, although clients' clocks are
 * years off.
 */
final class DecisionDateCheck implements OutputListener {
  /**
   * The largest age of records in milliseconds that the aggregator accepts where clients date them.
   */
  private static final long OLDEST_MS = Duration.ofMinutes(30).toMillis();

  private final long start;
  private final LongSupplier clock;
  private final long skew;

  /**
   * Creates a check that compares dates with the start and with the broker's clock.
   *
   * @param start when the federation began, milliseconds since 1970
   * @param clock the broker's
   * @param skew largest error of tasks' clocks, milliseconds
   */
  DecisionDateCheck(long start, LongSupplier clock, long skew) {
    this.start = start;
    this.clock = clock;
    this.skew = skew;
  }

  @Override
  public void clusters(ClusterState state) {
    check("revision " + state.revision(), state.decidedAt());
  }

  @Override
  public void decided(LedgerEntry entry) {
    check("the decision about " + entry.update(), entry.decidedAt());
  }

  @Override
  public void published(AdapterManifest manifest) {
    check("version " + manifest.version().name(), manifest.publishedAt());
  }

  private void check(String what, Instant at) {
    Instant from = Instant.ofEpochMilli(start - OLDEST_MS - skew);
    Instant to = Instant.ofEpochMilli(clock.getAsLong() + skew);
    require(
        !at.isBefore(from) && !at.isAfter(to),
        Invariant.DATED_WHEN_MADE,
        "the date of " + what,
        from + ".." + to,
        at);
  }
}
