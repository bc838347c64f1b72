package io.tributary.aggregation.ledger;

import java.time.Instant;

/**
 * When something is decided, on the two clocks that matter.
 *
 * @param streamTime of the record that causes the decision: what decisions are dated with
 * @param wallClock of the machine: only for time-outs, so that idle sources stall nothing
 */
public record DecisionTime(Instant streamTime, Instant wallClock) {}
