package io.tributary.schemas.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AdapterChunksTest {
  @Property(tries = 30)
  void chunksPutTogetherAreTheAdapter(@ForAll @IntRange(min = 1, max = 500_000) int parameters) {
    float[] values = random(parameters);
    float[] assembled = new float[parameters];
    int floats = 0;

    for (int index = 0; index < AdapterChunks.count(parameters); index++) {
      AdapterChunks.decodeInto(AdapterChunks.encode(values, index), index, assembled);
      floats += AdapterChunks.length(parameters, index);
    }

    assertThat(assembled).isEqualTo(values);
    assertThat(floats).isEqualTo(parameters);
  }

  @Test
  void cutsAtChunkBoundaries() {
    assertThat(AdapterChunks.count(AdapterChunks.FLOATS)).isEqualTo(1);
    assertThat(AdapterChunks.count(AdapterChunks.FLOATS + 1)).isEqualTo(2);
    assertThat(AdapterChunks.length(AdapterChunks.FLOATS + 1, 1)).isEqualTo(1);
  }

  @Test
  void writesLittleEndianFloats() {
    assertThat(AdapterChunks.encode(new float[] {1f}, 0)).containsExactly(0, 0, 0x80, 0x3f);
  }

  @Test
  void keepsTheBitsOfValuesThatAreNotNumbers() {
    float[] values = {Float.NaN, Float.NEGATIVE_INFINITY, -0f};
    float[] read = new float[3];

    AdapterChunks.decodeInto(AdapterChunks.encode(values, 0), 0, read);

    assertThat(read).isEqualTo(values);
  }

  @Test
  void refusesAPayloadOfTheWrongSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AdapterChunks.decodeInto(new byte[7], 0, new float[2]))
        .withMessage("chunk 0 must be 8 bytes, was 7");
  }

  @Test
  void refusesAChunkBeyondTheLast() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AdapterChunks.encode(new float[2], 1))
        .withMessage("chunk index must be in 0..0, was 1");
  }

  private static float[] random(int size) {
    var random = new SplittableRandom(size);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }
}
