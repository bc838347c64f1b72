/**
 * Names the Avro schema that every topic carries, and asks the Confluent-compatible registry that
 * knows the schemas' ids. Enter at {@link io.tributary.schemas.registry.SchemaRegistry}. Must not
 * import {@code codec} or DJL.
 */
package io.tributary.schemas.registry;
