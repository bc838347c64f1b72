/**
 * What a merge strategy is: how the accepted updates of one window become the next version of an
 * adapter.
 *
 * <p>Enter at {@link io.tributary.aggregation.merge.strategy.MergeStrategy}, whose five kinds say
 * what a strategy must be given and when. Pure: must not import Kafka, Avro, the strategies
 * themselves, or any other package of the aggregator.
 */
package io.tributary.aggregation.merge.strategy;
