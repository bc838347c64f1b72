/**
 * Adds up chunks exactly and in any order, and makes the next version's values of the sums.
 *
 * <p>Enter at {@link io.tributary.aggregation.merge.FixedPointSum}. Pure: must not import any other
 * package of the aggregator.
 */
package io.tributary.aggregation.merge;
