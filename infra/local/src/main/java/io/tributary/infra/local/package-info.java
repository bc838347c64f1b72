/**
 * Runs a whole federation on one machine: it starts the processes, restarts those that end, and
 * evaluates the result.
 *
 * <p>Enter at {@link io.tributary.infra.local.process.Supervisor}, which starts, restarts and stops
 * child JVMs described by {@link io.tributary.infra.local.process.ChildSpec}; {@link
 * io.tributary.infra.local.setup.Distribution} knows the class paths of ours. Must not import DJL,
 * Kafka Streams or generated Avro classes.
 */
package io.tributary.infra.local;
