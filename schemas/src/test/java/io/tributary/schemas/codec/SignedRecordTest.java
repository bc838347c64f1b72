package io.tributary.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.PayloadEncoding;
import io.tributary.schemas.event.SignedRecord;
import io.tributary.schemas.event.TaskEmbedding;
import io.tributary.schemas.event.TrainingSummary;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A signature is over every field: whatever a stranger changes, it does not hold any more. */
class SignedRecordTest {
  private static final String FEDERATION = "clinics";

  private static final Map<Class<?>, Object> OTHER =
      Map.ofEntries(
          Map.entry(UpdateId.class, UpdateId.parse("mallory/0#1")),
          Map.entry(SlotId.class, SlotId.parse("clinic-7/1")),
          Map.entry(AdapterVersion.class, AdapterVersion.parse("c3@2.9-9f3c0a1b2c3d4e5f")),
          Map.entry(ChunkKey.class, new ChunkKey(new ClusterId(4), 1)),
          Map.entry(int.class, 77),
          Map.entry(long.class, 77L),
          Map.entry(double.class, 77.0),
          Map.entry(String.class, "other"),
          Map.entry(Instant.class, Instant.EPOCH),
          Map.entry(List.class, List.of("00112233445566aa")),
          Map.entry(TrainingSummary.class, new TrainingSummary(1, 2, 3, 4, 5)),
          Map.entry(ByteBuffer.class, ByteBuffer.wrap(new byte[] {1, 0, -1, 126})),
          Map.entry(float[].class, new float[] {0.25f, -1.5e-7f, 2f}),
          Map.entry(TaskEmbedding.Vote.class, TaskEmbedding.Vote.NONE));

  static Stream<SignedRecord> records() {
    return Stream.of(Fixtures.updateManifest(), Fixtures.updateChunk(), Fixtures.taskEmbedding());
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyFieldIsSigned(SignedRecord signed) throws ReflectiveOperationException {
    assertThat(signed.isSigned(FEDERATION)).isTrue();
    assertThat(signed.isSigned("banks")).isFalse();
    for (RecordComponent component : signed.getClass().getRecordComponents()) {
      boolean onlyOneValue = component.getType().equals(PayloadEncoding.class);
      if (!component.getName().equals("authorship") && !onlyOneValue) {
        assertThat(changed(signed, component).isSigned(FEDERATION))
            .as("signature after another %s", component.getName())
            .isFalse();
      }
    }
  }

  private static SignedRecord changed(SignedRecord record, RecordComponent changed)
      throws ReflectiveOperationException {
    RecordComponent[] components = record.getClass().getRecordComponents();
    var types = new Class<?>[components.length];
    var values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] =
          components[i].getName().equals(changed.getName())
              ? OTHER.get(types[i])
              : components[i].getAccessor().invoke(record);
    }
    return (SignedRecord) record.getClass().getConstructor(types).newInstance(values);
  }
}
