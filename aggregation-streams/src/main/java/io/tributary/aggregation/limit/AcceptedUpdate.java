package io.tributary.aggregation.limit;

import io.tributary.schemas.event.Contribution;

/**
 * An accepted update in a window that closes.
 *
 * @param contribution weight and clip by its acceptance
 * @param norm L2 norm of its payload; 0 if it changes nothing, or if an operator let it count as it
 *     is
 * @param newcomer whether its slot is new to the cluster
 */
public record AcceptedUpdate(Contribution contribution, double norm, boolean newcomer) {}
