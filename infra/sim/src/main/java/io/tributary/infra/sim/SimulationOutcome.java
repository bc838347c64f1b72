package io.tributary.infra.sim;

import io.tributary.schemas.event.RejectReason;
import java.util.List;
import java.util.Map;

/**
 * The outcome of many seeds.
 *
 * @param seeds that were run
 * @param seconds that it took
 * @param eventsPerSecond of all threads together
 * @param counts of all seeds together
 * @param quarantined updates by reason
 * @param digest of all traces: the same seeds give the same
 * @param failures of seeds, ascending
 */
public record SimulationOutcome(
    int seeds,
    double seconds,
    double eventsPerSecond,
    SeedCounts counts,
    Map<RejectReason, Long> quarantined,
    String digest,
    List<SeedFailure> failures) {

  /** A seed under which an invariant broke, with the event. */
  public record SeedFailure(long seed, String scenario, String what) {}
}
