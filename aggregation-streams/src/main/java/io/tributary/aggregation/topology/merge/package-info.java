/**
 * The merge tasks' side of the conversation: chunks are inspected, kept, summed and written as the
 * next version's. Enter at {@link io.tributary.aggregation.topology.merge.MergeProcessor}.
 */
package io.tributary.aggregation.topology.merge;
