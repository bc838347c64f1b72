/**
 * One client's slots: its rows clustered by their embeddings (FedRouter; ALGORITHMS.md, "Slots"),
 * and how slots grow when rows come in.
 *
 * <p>Enter at {@link io.tributary.worker.cluster.LocalClustering}. Pure: must not import Kafka,
 * Avro, DJL, a clock or a logger.
 */
package io.tributary.worker.cluster;
