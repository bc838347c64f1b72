package io.tributary.aggregation.gate;

import java.time.Instant;

/**
 * How an update that passed the gate counts.
 *
 * @param weight its units
 * @param clip factor on its payload, in (0, 1]
 * @param staleness tau
 * @param eventTime end of its training, bounded by the record's time, or that time itself
 * @param norm L2 norm of its payload before the clip
 */
public record Acceptance(
    Weight weight, double clip, int staleness, Instant eventTime, double norm) {}
