/**
 * What a client must still know after a crash: its slots' centroids, what every slot has trained,
 * and the update that may not have been sent yet. Every file is replaced as a whole, and only its
 * owner may read it: a text can be told from its embedding.
 *
 * <p>Enter at {@link io.tributary.worker.state.ClientState}. Must not import Kafka, Avro, DJL or
 * the other packages of the worker.
 */
package io.tributary.worker.state;
