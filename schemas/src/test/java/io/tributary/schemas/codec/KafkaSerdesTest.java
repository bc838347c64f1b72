package io.tributary.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.update.UpdateChunk;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class KafkaSerdesTest {
  private final Serde<UpdateChunk> serde =
      KafkaSerdes.serde(
          Codecs.of(SchemaRegistry.inMemory("kafka-serdes"), RecordCase.TOPICS).updateChunk());

  @Test
  void readsWhatItWrites() {
    byte[] bytes = serde.serializer().serialize("t", Fixtures.updateChunk());

    assertThat(serde.deserializer().deserialize("t", bytes)).isEqualTo(Fixtures.updateChunk());
  }

  @Test
  void leavesTombstonesAlone() {
    assertThat(serde.serializer().serialize("t", null)).isNull();
    assertThat(serde.deserializer().deserialize("t", (byte[]) null)).isNull();
  }

  @Test
  void saysWhichTopicHoldsBadData() {
    assertThatThrownBy(() -> serde.deserializer().deserialize("clinics.update-chunks", new byte[1]))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith(
            "record of clinics.update-chunks is not a valid UpdateChunk: has 1 bytes")
        .hasCauseInstanceOf(UndecodableRecord.class);
  }
}
