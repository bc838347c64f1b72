/**
 * Domain records to generated Avro records and back, one mapping for each record type, with the
 * defaults of fields that older schemas lack. With {@code registry} and {@code codec} the only
 * packages that see generated Avro classes.
 */
package io.tributary.schemas.codec.mapping;
