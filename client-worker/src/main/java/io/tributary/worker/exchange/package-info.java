/**
 * Exchanges records with the federation: it publishes updates in transactions, slot centroids and
 * progress reports, and follows the newest cluster state and adapters.
 *
 * <p>Enter at {@link io.tributary.worker.exchange.UpdatePublisher} and {@link
 * io.tributary.worker.exchange.FederationState}. The only package of the worker that imports Kafka.
 * Must not import DJL.
 */
package io.tributary.worker.exchange;
