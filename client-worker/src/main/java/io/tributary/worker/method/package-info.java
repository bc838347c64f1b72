/**
 * Implements the local methods, which define what a client does in a round: FedRouter's own,
 * pFLAlign and the baselines. Each is one class on float arrays; the stream and the training are
 * the same for all of them.
 *
 * <p>Enter at {@link io.tributary.worker.method.LocalMethod}; {@code LocalMethods} finds one by its
 * name. It must not import Kafka, Avro, DJL or a logger.
 */
package io.tributary.worker.method;
