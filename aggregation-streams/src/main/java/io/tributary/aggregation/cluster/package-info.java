/**
 * Groups slots into global clusters, in epochs: by their centroids as FedRouter does
 * (ALGORITHMS.md, "Global clustering"), or for FedCluster and IFCA by their grouping signals.
 *
 * <p>Enter at {@link io.tributary.aggregation.cluster.GlobalClustering}. Pure: must not import any
 * other package of the aggregator but {@code crowd} and {@code group}.
 */
package io.tributary.aggregation.cluster;
