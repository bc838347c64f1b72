package io.tributary.aggregation.ledger;

import io.tributary.schemas.event.Contribution;

/**
 * A slot's part in a window, as it is stored.
 *
 * @param contribution null if the slot only reported
 * @param norm L2 norm of its payload, 0 if it does not tell what is usual or its window is closed
 */
record StoredPart(Contribution contribution, double norm) {}
