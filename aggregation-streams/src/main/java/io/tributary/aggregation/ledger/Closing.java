package io.tributary.aggregation.ledger;

import io.tributary.aggregation.merge.strategy.SelectingStrategy.Distances;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.id.SlotId;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A version in the making: its window is closed, its chunks are being measured or written.
 *
 * @param version to be published
 * @param choosing whether the strategy still has to choose among the contributions
 * @param contributions by slot, so that the order is that of the update ids
 * @param distances between them, of the chunks measured so far, by index
 * @param digests of the chunks written so far, by index
 */
record Closing(
    int version,
    boolean choosing,
    SortedMap<SlotId, Contribution> contributions,
    SortedMap<Integer, Distances> distances,
    SortedMap<Integer, String> digests) {

  static Closing of(int version, boolean choosing, SortedMap<SlotId, Contribution> contributions) {
    return new Closing(version, choosing, contributions, new TreeMap<>(), new TreeMap<>());
  }
}
