/**
 * The schema registry of a federation on one machine: Confluent's REST API for Avro schemas, kept
 * in one file of its own.
 *
 * <p>Enter at {@link io.tributary.infra.registry.RegistryMain}, which runs as a child process.
 * {@link io.tributary.infra.registry.store.SchemaBook} is what was registered, {@link
 * io.tributary.infra.registry.store.Journal} the file that it is read from and every change is
 * written to before it is answered; {@link io.tributary.infra.registry.RegistryApi} knows the
 * paths, {@link io.tributary.infra.registry.RegistryPort} alone knows HTTP, and {@link
 * io.tributary.infra.registry.store.EarlierRegistry} reads what the registry of earlier releases
 * left. Bounds: 65,536 chars of a schema, 32 Mi chars of all, 20,000 versions. Must not import
 * Kafka, DJL, or generated Avro classes.
 */
package io.tributary.infra.registry;
