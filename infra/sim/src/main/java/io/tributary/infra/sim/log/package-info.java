/**
 * A broker in memory: topics, partitions and offsets, of which only committed records are kept.
 *
 * <p>Enter at {@link io.tributary.infra.sim.log.BrokerLog}. Must not import Kafka Streams, or any
 * other package of the simulation.
 */
package io.tributary.infra.sim.log;
