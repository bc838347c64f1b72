package io.tributary.schemas.codec;

/**
 * Encodes and decodes one type of record in Confluent's wire format: magic byte, schema id, Avro
 * binary.
 *
 * @param <T> the domain record
 */
public interface RecordCodec<T> {
  /** Returns the framed bytes of a record. */
  byte[] encode(T value);

  /**
   * Reads framed bytes that were written with this or any earlier version of the schema.
   *
   * @throws UndecodableRecord if the bytes are not such a record; its message states what was found
   */
  T decode(byte[] bytes) throws UndecodableRecord;
}
