/**
 * Defines what clients send: the announcement of a slot, an adapter update in its manifest and
 * chunks, and the signature over them. Enter at {@link io.tributary.schemas.update.UpdateManifest}.
 * Must not import Kafka, Avro or DJL.
 */
package io.tributary.schemas.update;
