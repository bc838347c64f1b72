/**
 * Domain records to Confluent-framed Avro bytes and back. The only package that sees generated Avro
 * classes. Enter at {@link io.tributary.schemas.codec.RecordCodec}.
 */
package io.tributary.schemas.codec;
