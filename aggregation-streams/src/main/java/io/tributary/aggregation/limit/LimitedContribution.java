package io.tributary.aggregation.limit;

import io.tributary.schemas.event.Contribution;

/**
 * An update that counts less than its acceptance stated.
 *
 * @param contribution weight and clip with which it counts
 * @param norm L2 norm of its payload
 * @param why for people: the thing, the bound and the value
 */
public record LimitedContribution(Contribution contribution, double norm, String why) {}
