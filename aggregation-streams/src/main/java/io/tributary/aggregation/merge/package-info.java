/**
 * Exact, order-free sums of chunks and the next version's values made of them.
 *
 * <p>Enter at {@link io.tributary.aggregation.merge.FixedPointSum}. Pure: must not import Kafka,
 * Avro, or any other package of the aggregator.
 */
package io.tributary.aggregation.merge;
