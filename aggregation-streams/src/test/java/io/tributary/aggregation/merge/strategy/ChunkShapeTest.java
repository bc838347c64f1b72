package io.tributary.aggregation.merge.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterFactor;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ChunkShapeTest {
  /** Three chunks, with cuts in the middle of a row of A and of a row of B. */
  private static final AdapterLayout LARGE =
      new AdapterLayout(
          7,
          8,
          List.of(
              new TargetModule("a", 9001, 5),
              new TargetModule("b", 20_003, 11_111),
              new TargetModule("c", 3, 17_000),
              new TargetModule("d", 1, 1)));

  @Test
  void knowsEveryCoordinateOfEveryChunk() {
    int coordinate = 0;
    for (TargetModule targetModule : LARGE.targetModules()) {
      for (int k = 0; k < LARGE.rank(); k++) {
        for (int j = 0; j < targetModule.inputs(); j++) {
          check(coordinate++, AdapterFactor.A, k);
        }
      }
      for (int i = 0; i < targetModule.outputs(); i++) {
        for (int k = 0; k < LARGE.rank(); k++) {
          check(coordinate++, AdapterFactor.B, k);
        }
      }
    }
    assertThat(coordinate).isEqualTo(LARGE.parameters()).isGreaterThan(2 * AdapterChunks.FLOATS);
  }

  private final List<ChunkShape> shapes =
      List.of(ChunkShape.of(LARGE, 0), ChunkShape.of(LARGE, 1), ChunkShape.of(LARGE, 2));

  private void check(int coordinate, AdapterFactor factor, int component) {
    ChunkShape shape = shapes.get(coordinate / AdapterChunks.FLOATS);
    int inChunk = coordinate % AdapterChunks.FLOATS;
    ChunkShape.Span span = shape.spanOf(inChunk);
    if (inChunk < span.from()
        || inChunk >= span.to()
        || span.factor() != factor
        || span.component(inChunk) != component) {
      throw new AssertionError(
          coordinate + " must be " + factor + " component " + component + ", lies in " + span);
    }
  }

  @Test
  void spansCoverTheChunkWithoutGaps() {
    for (ChunkShape shape : shapes) {
      int at = 0;
      for (ChunkShape.Span span : shape.spans()) {
        assertThat(span.from()).isEqualTo(at).isLessThan(span.to());
        at = span.to();
      }
      assertThat(at).isEqualTo(shape.length());
    }
    assertThatThrownBy(() -> ChunkShape.of(LARGE, 3)).hasMessageContaining("chunk index");
  }

  @Property(tries = 60)
  void clearsWhatWasNotTrained(
      @ForAll @IntRange(min = 0, max = 2) int chunk,
      @ForAll @IntRange(min = 1, max = 7) int trained,
      @ForAll @IntRange(min = 0, max = AdapterChunks.FLOATS) int place,
      @ForAll @IntRange(min = 1, max = 5000) int count) {
    ChunkShape shape = shapes.get(chunk);
    int at = place % shape.length();
    int values = Math.min(count, shape.length() - at);
    float[] block = new float[values + 1];
    Arrays.fill(block, 1);

    shape.clearBeyond(trained, block, values, at);

    for (int i = 0; i < values; i++) {
      boolean kept = shape.spanOf(at + i).component(at + i) < trained;
      assertThat(block[i]).as("coordinate %d", at + i).isEqualTo(kept ? 1 : 0);
    }
    assertThat(block[values]).isEqualTo(1);
  }
}
