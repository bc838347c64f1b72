/**
 * Holds what the schema registry keeps, decides by and writes down. Enter at {@link
 * io.tributary.infra.registry.store.Registry}. Knows no HTTP; must not import Kafka, DJL, or
 * generated Avro classes.
 */
package io.tributary.infra.registry.store;
