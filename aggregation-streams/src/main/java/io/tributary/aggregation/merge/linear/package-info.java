/**
 * Strategies that are linear in the payloads: means that differ in what counts how much, and the
 * mixing of one update at a time.
 *
 * <p>Enter at {@link io.tributary.aggregation.merge.linear.LinearMean}. Pure: may import {@code
 * merge} and {@code merge.strategy} only.
 */
package io.tributary.aggregation.merge.linear;
