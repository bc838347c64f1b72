/**
 * Simulates all parties outside the aggregator: clients with their slots, honest and hostile,
 * operators, and the network between them and the log.
 *
 * <p>Enter at {@link io.tributary.infra.sim.fleet.SimulatedClients}. It must not import Kafka
 * Streams.
 */
package io.tributary.infra.sim.fleet;
