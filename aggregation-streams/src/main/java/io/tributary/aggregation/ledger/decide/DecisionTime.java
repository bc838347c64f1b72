package io.tributary.aggregation.ledger.decide;

import java.time.Instant;

/**
 * The time of a decision, on two clocks.
 *
 * @param streamTime of the record that causes the decision: the date of the decision
 * @param wallClock of the machine: only for time-outs, so that idle sources delay nothing
 */
public record DecisionTime(Instant streamTime, Instant wallClock) {}
