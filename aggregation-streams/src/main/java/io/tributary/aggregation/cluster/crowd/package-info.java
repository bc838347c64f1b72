/**
 * Whose slots decide what clusters there are: one client is one voice, however many slots it has,
 * and few clients decide nothing for many.
 *
 * <p>Enter at {@link io.tributary.aggregation.cluster.crowd.Neighbours}. Pure: must not import
 * Kafka or Avro, nor any other package of the aggregator.
 */
package io.tributary.aggregation.cluster.crowd;
