/**
 * Defines the domain records that travel through topics, one per topic and kind. They are plain
 * records, validated where they are built; {@code codec} maps them to and from Avro. Times are kept
 * to the millisecond, as Kafka keeps them; records with arrays are equal when the arrays' values
 * are.
 *
 * <p>Enter at {@link io.tributary.schemas.update.UpdateManifest}. It must not import Kafka, Avro or
 * DJL.
 */
package io.tributary.schemas.event;
