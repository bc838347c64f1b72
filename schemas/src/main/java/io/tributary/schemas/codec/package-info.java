/**
 * Domain records to Confluent-framed Avro bytes and back. Beside {@code registry}, which reads
 * their schemas, no other package knows the generated Avro classes. Enter at {@link
 * io.tributary.schemas.codec.RecordCodec}.
 */
package io.tributary.schemas.codec;
