/**
 * Everyone outside the aggregator: clients with their slots, honest and not, people who decide, and
 * the network between them and the log.
 *
 * <p>Enter at {@link io.tributary.infra.sim.fleet.Fleet}. Must not import Kafka Streams.
 */
package io.tributary.infra.sim.fleet;
