package io.tributary.schemas.codec.mapping;

import org.apache.avro.specific.SpecificRecord;

/**
 * One domain record and its generated counterpart.
 *
 * @param <T> the domain record
 * @param <W> the generated class
 */
public interface Mapping<T, W extends SpecificRecord> {
  Class<W> wireType();

  W toWire(T value);

  /** Throws any {@link RuntimeException} if the domain record refuses the values. */
  T toDomain(W wire);

  /** About how many bytes the record takes, so that its buffer need not grow. */
  default int sizeHint(T value) {
    return 512;
  }
}
