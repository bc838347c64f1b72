/**
 * A whole federation on one machine: the processes it consists of, and who keeps them alive.
 *
 * <p>Enter at {@link io.tributary.infra.local.process.Supervisor}, which starts, restarts and stops
 * child JVMs described by {@link io.tributary.infra.local.process.ChildSpec}; {@link
 * io.tributary.infra.local.setup.Distribution} knows the class paths of ours. No class here imports
 * DJL, Kafka Streams or generated Avro classes.
 */
package io.tributary.infra.local;
