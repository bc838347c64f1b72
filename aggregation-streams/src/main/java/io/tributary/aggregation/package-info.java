/**
 * Runs the aggregator, which clusters slots, decides about updates and merges them into versions.
 *
 * <p>Enter at {@link io.tributary.aggregation.AggregatorApp}, or read the picture in {@code
 * topology}. Decisions are made in the pure packages {@code cluster}, {@code gate}, {@code ledger}
 * and {@code merge}.
 */
package io.tributary.aggregation;
