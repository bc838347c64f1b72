package io.tributary.aggregation.ledger;

import io.tributary.schemas.event.Contribution;

/**
 * A slot's part in a window, as it is stored.
 *
 * @param contribution null if the slot only reported
 * @param norm L2 norm of its payload before clipping; 0 if nothing is to be concluded from it, or
 *     if its window is closed and was chosen from
 */
record StoredPart(Contribution contribution, double norm) {}
