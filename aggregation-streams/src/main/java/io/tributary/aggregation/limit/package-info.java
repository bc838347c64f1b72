/**
 * How much the updates of a window count that only all of them together can tell: scaled down to
 * what is usual among them, and weighing no more than one member, or all new ones, may.
 *
 * <p>Enter at {@link io.tributary.aggregation.limit.WindowLimits}. Pure: must not import Kafka,
 * Avro, or any other package of the aggregator.
 */
package io.tributary.aggregation.limit;
