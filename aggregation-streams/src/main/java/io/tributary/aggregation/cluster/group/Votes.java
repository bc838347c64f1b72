package io.tributary.aggregation.cluster.group;

import io.tributary.schemas.id.SlotId;
import java.util.SortedMap;

/**
 * The votes of all slots that have a cluster, about the rounds that are over.
 *
 * @param centroids of each
 * @param signatures of each
 */
public record Votes(SortedMap<SlotId, float[]> centroids, SortedMap<SlotId, float[]> signatures) {}
