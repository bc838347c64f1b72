/**
 * What a client does in a round, by method: FedRouter's own, pFLAlign and the baselines. One class
 * each, on float arrays; the stream and the training are the same for all of them.
 *
 * <p>Enter at {@link io.tributary.worker.method.LocalMethod}; {@code LocalMethods} finds one by its
 * name. Must not import Kafka, Avro, DJL or a logger.
 */
package io.tributary.worker.method;
