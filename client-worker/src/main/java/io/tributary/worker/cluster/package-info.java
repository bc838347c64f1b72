/**
 * Clusters one client's rows into slots by their embeddings (FedRouter; ALGORITHMS.md, "Slots"),
 * and assigns new rows to slots.
 *
 * <p>Enter at {@link io.tributary.worker.cluster.LocalClustering}. Pure: must not import a clock.
 */
package io.tributary.worker.cluster;
