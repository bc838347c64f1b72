package io.tributary.infra.sim;

import io.tributary.infra.sim.check.Invariant;
import io.tributary.schemas.event.RejectReason;
import java.util.Map;

/**
 * The report of one seed.
 *
 * @param seed of everything
 * @param digest of the trace
 * @param counts of the simulation
 * @param quarantined updates by reason
 * @param broken invariant; null if none
 * @param failure event and description; null if nothing failed
 */
record SeedReport(
    long seed,
    long digest,
    SeedCounts counts,
    Map<RejectReason, Long> quarantined,
    Invariant broken,
    String failure) {}
