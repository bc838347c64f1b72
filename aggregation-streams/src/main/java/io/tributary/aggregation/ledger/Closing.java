package io.tributary.aggregation.ledger;

import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.id.SlotId;
import java.util.SortedMap;

/**
 * A version in the making: its window is closed, its chunks are being written.
 *
 * @param version to be published
 * @param contributions by slot, so that the order is that of the update ids
 * @param digests of the chunks written so far, by index
 */
record Closing(
    int version,
    SortedMap<SlotId, Contribution> contributions,
    SortedMap<Integer, String> digests) {}
