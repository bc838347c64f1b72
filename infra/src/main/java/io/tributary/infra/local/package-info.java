/**
 * A whole federation on one machine: the processes it consists of, and who keeps them alive.
 *
 * <p>Enter at {@link io.tributary.infra.local.Supervisor}, which starts, restarts and stops child
 * JVMs described by {@link io.tributary.infra.local.ChildSpec}; {@link
 * io.tributary.infra.local.Distribution} knows the class paths of ours. {@link
 * io.tributary.infra.local.RegistryMain} runs inside the registry's JVM and so imports nothing but
 * the JDK, {@code io.tributary.broker.PortChoice}, {@code io.tributary.schemas.process} and {@code
 * PrivateFiles}. No class here imports DJL, Kafka Streams or generated Avro classes.
 */
package io.tributary.infra.local;
