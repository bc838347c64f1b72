package io.tributary.aggregation.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.event.ChunkReply.ChunkInspected;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.UpdateChunk;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class ChunkInspectorTest {
  private final ChunkInspector inspector = new ChunkInspector(3);

  @Test
  void measuresASoundChunk() {
    float[] values = {3, -4, 8};
    ChunkInspected inspected = inspect(values);
    assertThat(inspected.flaw()).isEqualTo(RejectReason.NONE);
    assertThat(inspected.sumOfSquares()).isEqualTo(89);
    assertThat(inspected.digest()).isEqualTo(AdapterChunks.digests(values).get(0));
  }

  /** Within the error of any order of additions, at lengths around the block and the lane. */
  @Test
  void sumsTheSquaresOfEveryValue() {
    for (int length : new int[] {1, 3, 4, 5, 2047, 2048, 2049, 4096 + 2}) {
      float[] values = new float[length];
      double expected = 0;
      for (int i = 0; i < length; i++) {
        values[i] = (float) Math.sin(i + 1) * 8;
        expected += (double) values[i] * values[i];
      }
      double squares = ChunkInspector.sumOfSquares(FloatBuffer.wrap(values));
      assertThat(squares).isCloseTo(expected, withinPercentage(1e-10));
    }
  }

  @Test
  void findsAFlawAnywhere() {
    for (int at : new int[] {0, 1, 2, 3, 2047, 2048, 2050}) {
      float[] values = new float[2051];
      values[at] = Float.NaN;
      assertThat(inspect(new ChunkInspector(2051), chunk(AdapterChunks.encode(values, 0))).detail())
          .isEqualTo("value " + at + " must be finite, was NaN");
    }
  }

  @Test
  void findsValuesThatAreNotFinite() {
    assertThat(inspect(1, Float.NaN, 1).flaw()).isEqualTo(RejectReason.NOT_FINITE);
    ChunkInspected infinite = inspect(1, 1, Float.NEGATIVE_INFINITY);
    assertThat(infinite.flaw()).isEqualTo(RejectReason.NOT_FINITE);
    assertThat(infinite.detail()).contains("value 2").contains("-Infinity");
  }

  @Test
  void findsValuesBeyondTheFixedPointRange() {
    assertThat(inspect(1, 1, -8.000001f).flaw()).isEqualTo(RejectReason.OUT_OF_RANGE);
  }

  @Test
  void findsPayloadsOfAnotherSize() {
    assertThat(inspect(1, 2).flaw()).isEqualTo(RejectReason.CHUNK_SIZE);
    assertThat(inspect(inspector, chunk(new byte[13])).detail())
        .isEqualTo("payload must be 12 bytes, was 13");
  }

  private ChunkInspected inspect(float... values) {
    return inspect(inspector, chunk(AdapterChunks.encode(values, 0)));
  }

  private static UpdateChunk chunk(byte[] payload) {
    return new UpdateChunk(UpdateId.parse("a/0#1"), new ChunkKey(new ClusterId(0), 0), payload);
  }

  private static ChunkInspected inspect(ChunkInspector inspector, UpdateChunk chunk) {
    return inspector.inspect(chunk, Digests.full(chunk.payload()));
  }
}
