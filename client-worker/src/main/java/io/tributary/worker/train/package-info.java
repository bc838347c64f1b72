/**
 * Trains a LoRA adapter on one client's samples over the shared frozen base model.
 *
 * <p>Enter at {@link io.tributary.worker.train.LocalTrainer}. An {@code Objective} computes the
 * loss, an {@link io.tributary.worker.optimise.Optimiser} updates plain float arrays; only the
 * objective and the trainer use DJL. It must not import Kafka or Avro, and must not call the {@code
 * Number} overloads of {@code NDArray}'s arithmetic (see {@link io.tributary.schemas.model}).
 */
package io.tributary.worker.train;
