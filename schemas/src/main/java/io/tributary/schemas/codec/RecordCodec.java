package io.tributary.schemas.codec;

/**
 * One record type's wire format: magic byte, schema id, Avro binary (Confluent wire format).
 *
 * @param <T> the domain record
 */
public interface RecordCodec<T> {
  /** The framed bytes of a record. */
  byte[] encode(T value);

  /**
   * Reads framed bytes written with this or any earlier version of the schema.
   *
   * @throws UndecodableRecord if the bytes are not such a record; says what was found
   */
  T decode(byte[] bytes) throws UndecodableRecord;
}
