/**
 * Defines what a merge strategy is: a rule by which the accepted updates of one window become the
 * next version of an adapter.
 *
 * <p>Enter at {@link io.tributary.aggregation.merge.strategy.MergeStrategy}, whose five kinds say
 * what a strategy must be given and when. Pure: must not import any other package of the
 * aggregator.
 */
package io.tributary.aggregation.merge.strategy;
