package io.tributary.aggregation.cluster.group;

import io.tributary.schemas.id.SlotId;
import java.util.SortedMap;

/**
 * The grouping signals of all slots that have a cluster, about the completed rounds.
 *
 * @param centroids by slot
 * @param signatures by slot
 */
public record ReceivedGroupingSignals(
    SortedMap<SlotId, float[]> centroids, SortedMap<SlotId, float[]> signatures) {}
