package io.tributary.aggregation.gate;

import io.tributary.schemas.event.RejectReason;

/**
 * Why something may not count: bad data is a value.
 *
 * @param reason machine-readable
 * @param detail the thing, the bound, the value and the fix, for people
 */
public record Rejection(RejectReason reason, String detail) {}
