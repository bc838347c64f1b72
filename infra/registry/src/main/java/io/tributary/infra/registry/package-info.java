/**
 * Runs the schema registry of a federation on one machine: Confluent's REST API for Avro schemas,
 * stored in one file.
 *
 * <p>Enter at {@link io.tributary.infra.registry.RegistryMain}, which runs as a child process.
 * {@link io.tributary.infra.registry.store.SchemaBook} holds the registered schemas, {@link
 * io.tributary.infra.registry.store.RegistryJournal} the file that they are read from and to which
 * every change is written before it is answered; {@link io.tributary.infra.registry.RegistryApi}
 * implements the paths, {@link io.tributary.infra.registry.RegistryPort} alone uses HTTP, and
 * {@link io.tributary.infra.registry.store.EarlierRegistry} reads the file of the registry of
 * earlier releases. Bounds: 65,536 characters of a schema, 32 Mi characters of all, 20,000
 * versions. It must not import Kafka, DJL, or generated Avro classes.
 */
package io.tributary.infra.registry;
