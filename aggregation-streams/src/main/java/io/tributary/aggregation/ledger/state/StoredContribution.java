package io.tributary.aggregation.ledger.state;

import io.tributary.schemas.event.Contribution;

/**
 * A slot's contribution to a window, as it is stored.
 *
 * @param contribution null if the slot only reported
 * @param norm L2 norm of its payload before clipping; 0 if it does not contribute to the usual
 *     norm, or if its window is closed and was chosen from
 */
public record StoredContribution(Contribution contribution, double norm) {}
