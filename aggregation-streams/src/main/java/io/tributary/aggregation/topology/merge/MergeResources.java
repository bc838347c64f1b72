package io.tributary.aggregation.topology.merge;

import io.tributary.aggregation.payload.HeapBudget;
import io.tributary.schemas.adapter.LoraAdapter;

/**
 * The resources that all merge tasks of a process share.
 *
 * @param initial version 0, once for all tasks: it may take a quarter of a gigabyte
 * @param budget for payloads and open windows
 */
public record MergeResources(LoraAdapter initial, HeapBudget budget) {}
