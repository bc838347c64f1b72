package io.tributary.schemas.codec;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** Wraps codecs as Kafka's serdes. A null value stays null: it is a tombstone. */
public final class KafkaSerdes {
  private KafkaSerdes() {}

  /** Returns a serializer for producers; null stays null. */
  public static <T> Serializer<T> serializer(RecordCodec<T> codec) {
    return (topic, value) -> value == null ? null : codec.encode(value);
  }

  /**
   * Returns a deserializer for consumers that cannot go on without the record: it throws {@link
   * SerializationException} with an {@link UndecodableRecord} as its cause. A consumer that
   * quarantines bad records reads bytes and calls the codec itself.
   */
  public static <T> Deserializer<T> deserializer(RecordCodec<T> codec) {
    return (topic, bytes) -> {
      if (bytes == null) {
        return null;
      }
      try {
        return codec.decode(bytes);
      } catch (UndecodableRecord e) {
        throw new SerializationException("record of " + topic + " is " + e.getMessage(), e);
      }
    };
  }

  /** Returns a serde of the codec's serializer and deserializer. */
  public static <T> Serde<T> serde(RecordCodec<T> codec) {
    return Serdes.serdeFrom(serializer(codec), deserializer(codec));
  }
}
