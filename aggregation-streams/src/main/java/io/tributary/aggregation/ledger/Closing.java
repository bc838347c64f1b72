package io.tributary.aggregation.ledger;

import io.tributary.schemas.event.Contribution;
import java.util.List;
import java.util.SortedMap;

/**
 * A version in the making: its window is closed, its chunks are being written.
 *
 * @param version to be published
 * @param contributions in the order of the update ids
 * @param digests of the chunks written so far, by index
 */
record Closing(int version, List<Contribution> contributions, SortedMap<Integer, String> digests) {}
