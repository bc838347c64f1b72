/**
 * What a worker says to the federation and hears from it: updates in transactions, slot centroids,
 * progress reports; and the newest cluster state and adapters.
 *
 * <p>Enter at {@link io.tributary.worker.exchange.UpdatePublisher} and {@link
 * io.tributary.worker.exchange.FederationState}. The only package of the worker, besides its feeds,
 * that may import Kafka. Must not import DJL.
 */
package io.tributary.worker.exchange;
