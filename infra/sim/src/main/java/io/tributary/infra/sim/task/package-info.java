/**
 * Runs the shipped processors by hand: one task for each part of the topology and each partition,
 * with transactions, crashes and a clock that the simulation controls. Kafka's own test driver
 * cannot do it: it knows one partition, counts offsets from zero after each restart and restores
 * nothing.
 *
 * <p>Enter at {@link io.tributary.infra.sim.task.SimulatedTask}. Imports Kafka Streams, since it
 * takes the place of its runtime.
 */
package io.tributary.infra.sim.task;
