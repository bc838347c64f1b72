package io.tributary.aggregation.merge.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.WindowFixture;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.id.UpdateId;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers of the reference document that linear strategies must reproduce. */
class PublishedVectorsTest {
  /** One of A's coordinates and one of B's. */
  private static final ChunkShape PAIR = WindowFixture.shape(1, 1);

  private static final float[][] ADAPTERS = {{1, 0}, {0, 2}, {0, 4}, {3, 3}, {2, 0}, {5, 1}};
  private static final int[] LABELS = {0, 1, 1, 2, 0, 2};

  /**
   * ALGORITHMS.md, "Worked example of FedRouter": by slot samples, once each, and by the clients'
   * whole data.
   */
  @Test
  void fedRoutersMeans() {
    assertMeans(new int[] {3, 2, 2, 2, 2, 3}, new double[][] {{1.4, 0}, {0, 3}, {4.2, 1.8}});
    assertMeans(new int[] {1, 1, 1, 1, 1, 1}, new double[][] {{1.5, 0}, {0, 3}, {4, 2}});
    assertMeans(
        new int[] {5, 5, 4, 4, 5, 5},
        new double[][] {{1.5, 0}, {0, 2.888888888889}, {4.111111111111, 1.888888888889}});
  }

  private static void assertMeans(int[] samples, double[][] expected) {
    for (int cluster = 0; cluster < expected.length; cluster++) {
      Accumulator accumulator = open(new WeightedMean(), PAIR);
      for (int slot = 0; slot < ADAPTERS.length; slot++) {
        if (LABELS[slot] == cluster) {
          accumulator.add(part(slot, samples[slot] * 256L, 1, 1), buffer(ADAPTERS[slot]));
        }
      }
      assertThat(accumulator.step().values()).containsExactly(expected[cluster], within(1e-12));
    }
  }

  /** ALGORITHMS.md, "Merging a cluster": (3, 4) clipped to norm 1. */
  @Test
  void clippedUpdate() {
    Accumulator accumulator = open(new WeightedMean(), PAIR);
    accumulator.add(part(0, 256, 1 / 5.0, 1), buffer(3, 4));
    assertThat(accumulator.step().values())
        .containsExactly(new double[] {0.6, 0.8}, within(0x1p-29));
  }

  /**
   * ALGORITHMS.md, "Clients of different ranks", the mean over those who contribute, in nested
   * ranks: (1, 0, 2, 0) of rank 1 and (3, 4, 5, 6) of rank 2, where a row of A is a component and
   * so is a column of B.
   */
  @Test
  void meanOverThoseWhoContribute() {
    ChunkShape shape =
        ChunkShape.of(new AdapterLayout(2, 2, List.of(new TargetModule("only", 1, 1))), 0);
    Accumulator masked = open(new RankMaskedMean(), shape);
    Accumulator padded = open(new ZeroPaddedMean(), shape);
    for (Accumulator accumulator : List.of(masked, padded)) {
      accumulator.add(part(0, 256, 1, 1), buffer(1, 0, 2, 0));
      accumulator.add(part(1, 256, 1, 2), buffer(3, 4, 5, 6));
    }
    assertThat(masked.step().values()).containsExactly(2, 4, 3.5, 6);
    assertThat(padded.step().values()).containsExactly(2, 2, 3.5, 3);
  }

  /**
   * ALGORITHMS.md, "Sums that no order changes", scaled by 8e-8: in float the sum depends on the
   * order, 1 or 0.
   */
  @Test
  void sumThatFloatsGetWrong() {
    float[] values = {8, 8e-8f, -8, 8e-8f};
    var results = new ArrayList<Double>();
    for (int[] order : List.of(new int[] {0, 1, 2, 3}, new int[] {2, 1, 3, 0})) {
      Accumulator accumulator = open(new WeightedMean(), PAIR);
      for (int i : order) {
        accumulator.add(part(i, 256, 1, 1), buffer(values[i], 0));
      }
      results.add(accumulator.step().values()[0]);
    }
    float forward = ((values[0] + values[1]) + values[2]) + values[3];
    float other = ((values[2] + values[1]) + values[3]) + values[0];
    assertThat(forward).isNotEqualTo(other);
    assertThat(results.get(0)).isEqualTo(results.get(1)).isCloseTo(4e-8, within(0x1p-29));
  }

  private static Accumulator open(LinearMean mean, ChunkShape shape) {
    return mean.over(shape, new long[mean.stateLength(shape)]);
  }

  private static MergeContribution part(int slot, long units, double clip, int rank) {
    return new MergeContribution(
        UpdateId.parse("client/" + slot + "#1"), units, units, clip, rank, 0, 0);
  }

  private static FloatBuffer buffer(float... values) {
    return FloatBuffer.wrap(values);
  }
}
