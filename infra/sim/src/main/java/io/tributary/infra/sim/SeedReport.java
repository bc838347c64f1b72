package io.tributary.infra.sim;

import io.tributary.infra.sim.check.Invariant;
import io.tributary.schemas.event.RejectReason;
import java.util.Map;

/**
 * What happened under one seed.
 *
 * @param seed of everything
 * @param digest of the trace
 * @param counts how often things happened
 * @param quarantined updates by reason
 * @param broken which invariant; null if none
 * @param failure at which event what broke; null if nothing did
 */
record SeedReport(
    long seed,
    long digest,
    SeedCounts counts,
    Map<RejectReason, Long> quarantined,
    Invariant broken,
    String failure) {}
