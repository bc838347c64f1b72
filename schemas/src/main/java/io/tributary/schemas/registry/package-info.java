/**
 * Which Avro schema every topic carries, and the Confluent-compatible registry that knows their
 * ids. Enter at {@link io.tributary.schemas.registry.SchemaRegistry}. Must not import {@code codec}
 * or DJL.
 */
package io.tributary.schemas.registry;
