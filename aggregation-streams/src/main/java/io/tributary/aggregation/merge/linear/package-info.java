/**
 * Implements the merge strategies that are linear in the payloads: weighted means, and the mixing
 * of one update at a time.
 *
 * <p>Enter at {@link io.tributary.aggregation.merge.linear.LinearMean}. Pure: of the aggregator it
 * imports {@code merge} and {@code merge.strategy} only.
 */
package io.tributary.aggregation.merge.linear;
