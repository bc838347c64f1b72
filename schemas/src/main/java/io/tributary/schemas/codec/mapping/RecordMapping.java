package io.tributary.schemas.codec.mapping;

import org.apache.avro.specific.SpecificRecord;

/**
 * Maps one domain record to its generated Avro class and back.
 *
 * @param <T> the domain record
 * @param <W> the generated class
 */
public interface RecordMapping<T, W extends SpecificRecord> {
  Class<W> wireType();

  W toWire(T value);

  /**
   * Returns the domain record. It throws any {@link RuntimeException} if the domain record refuses
   * the values.
   */
  T toDomain(W wire);

  /** Returns about how many bytes the record takes, so that its buffer need not grow. */
  default int sizeHint(T value) {
    return 512;
  }
}
