/**
 * Trains one federation with the shipped clients and the shipped topology, through a broker or
 * without one.
 *
 * <p>Enter at {@link io.tributary.infra.experiment.engine.EngineKind}. The only package of
 * experiments that imports Kafka Streams.
 */
package io.tributary.infra.experiment.engine;
