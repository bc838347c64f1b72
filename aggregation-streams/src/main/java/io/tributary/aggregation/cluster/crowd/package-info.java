/**
 * Weighs clients when slots are clustered, so that a client with many slots counts once and few
 * clients decide nothing for many.
 *
 * <p>Enter at {@link io.tributary.aggregation.cluster.crowd.SlotNeighbours}. Pure: must not import
 * any other package of the aggregator.
 */
package io.tributary.aggregation.cluster.crowd;
