package io.tributary.aggregation.gate;

import java.time.Instant;

/**
 * The weight with which an accepted update counts, and what the gate measured of it.
 *
 * @param weight weight units
 * @param clip factor on the payload, in (0, 1]
 * @param staleness tau, in versions
 * @param eventTime end of its training, bounded by the record's time, or that time itself
 * @param norm L2 norm of its payload before the clip
 */
public record UpdateAcceptance(
    SampleWeight weight, double clip, int staleness, Instant eventTime, double norm) {}
