/**
 * Slots become global clusters, in epochs: FedRouter's global clustering, windowed (ALGORITHMS.md,
 * "Global clustering"); or, for FedCluster and IFCA, what slots say of their rounds decides who
 * trains with whom next.
 *
 * <p>Enter at {@link io.tributary.aggregation.cluster.GlobalClustering}. Pure: must not import
 * Kafka or Avro, nor any other package of the aggregator.
 */
package io.tributary.aggregation.cluster;
