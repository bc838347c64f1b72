/**
 * Stores the state that a client needs after a crash: its slots' centroids, what every slot has
 * trained, and the update that may not have been sent yet. Every file is replaced as a whole, and
 * only its owner may read it, because text can be inferred from its embedding.
 *
 * <p>Enter at {@link io.tributary.worker.state.ClientState}. It must not import Kafka, Avro, DJL or
 * the other packages of the worker.
 */
package io.tributary.worker.state;
