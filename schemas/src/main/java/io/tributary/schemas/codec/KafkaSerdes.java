package io.tributary.schemas.codec;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** Codecs as Kafka's serdes. A missing value stays missing: it is a tombstone. */
public final class KafkaSerdes {
  private KafkaSerdes() {}

  /** Returns a serializer for producers; null stays null. */
  public static <T> Serializer<T> serializer(RecordCodec<T> codec) {
    return (topic, value) -> value == null ? null : codec.encode(value);
  }

  /**
   * For consumers that cannot do without the record: throws {@link SerializationException} with an
   * {@link UndecodableRecord} as its cause. Whoever quarantines reads bytes and asks the codec.
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
