package io.tributary.aggregation.topology;

import io.tributary.aggregation.payload.HeapBudget;
import io.tributary.schemas.adapter.LoraAdapter;

/**
 * What all merge tasks of a process hold together.
 *
 * @param initial version 0, once and not once for each task: it may have a quarter of a gigabyte
 * @param budget for payloads and open windows
 */
record MergeResources(LoraAdapter initial, HeapBudget budget) {}
