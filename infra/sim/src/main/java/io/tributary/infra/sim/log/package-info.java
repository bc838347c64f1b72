/**
 * Simulates a broker in memory: topics, partitions and offsets, with committed records only.
 *
 * <p>Enter at {@link io.tributary.infra.sim.log.BrokerLog}. It must not import Kafka Streams, or
 * any other package of the simulation.
 */
package io.tributary.infra.sim.log;
