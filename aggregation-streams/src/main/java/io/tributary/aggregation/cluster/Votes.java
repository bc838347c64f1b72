package io.tributary.aggregation.cluster;

import io.tributary.schemas.id.SlotId;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What slots said of the rounds that are over, all of them but those of blocked clients.
 *
 * @param centroids of every slot that has a cluster
 * @param signatures of those that were asked
 */
record Votes(SortedMap<SlotId, float[]> centroids, SortedMap<SlotId, float[]> signatures) {
  /** Empty for a slot that was not asked. */
  Optional<float[]> signature(SlotId slot) {
    return Optional.ofNullable(signatures.get(slot));
  }
}
