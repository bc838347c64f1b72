/**
 * Implements the merge strategies for clients of mixed ranks, which merge the products B A of whole
 * target modules.
 *
 * <p>Enter at {@link io.tributary.aggregation.merge.module.AdapterMerge}. Pure: of the aggregator
 * it imports {@code merge.strategy} only.
 */
package io.tributary.aggregation.merge.module;
