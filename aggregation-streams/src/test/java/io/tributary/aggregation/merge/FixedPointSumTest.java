package io.tributary.aggregation.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.adapter.AdapterChunks;
import java.math.BigInteger;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FixedPointSumTest {
  private record Part(float[] payload, long weight, double clip) {}

  @Property(tries = 200)
  void equalsTheNaiveSumAndDependsOnNoOrder(
      @ForAll @IntRange(min = 1, max = 60) int count, @ForAll long seed) {
    var random = new Random(seed);
    List<Part> parts = new ArrayList<>();
    var naive = new NaiveSum(7);
    for (int i = 0; i < count; i++) {
      float[] payload = new float[7];
      for (int j = 0; j < payload.length; j++) {
        payload[j] = (2 * random.nextFloat() - 1) * Math.scalb(8f, -random.nextInt(40));
      }
      Part part =
          new Part(
              payload,
              1 + random.nextInt(1 << 24),
              random.nextBoolean() ? 1 : random.nextDouble(1e-3, 1));
      parts.add(part);
      naive.add(part.payload(), part.weight(), part.clip());
    }
    long[] first = sumOf(parts);
    Collections.shuffle(parts, random);
    assertThat(sumOf(parts)).containsExactly(first);
    assertThat(Arrays.stream(first).mapToObj(BigInteger::valueOf)).containsExactly(naive.sums);
  }

  /** The naive kernel's definition, at values and clips where rounding could go another way. */
  @Test
  void theKernelEqualsItsDefinitionAtTheExtremes() {
    float half = 1f / (1 << 29);
    float[] corners = {
      8,
      -8,
      Math.nextDown(8f),
      0f,
      -0f,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      Float.MIN_NORMAL,
      half,
      -half,
      3 * half,
      -3 * half,
      Math.nextUp(half),
      Math.nextDown(half),
      Math.nextUp(3 * half),
      1,
      Math.nextDown(1f),
      4 + 1f / (1 << 21)
    };
    double[] clips = {
      1, Math.nextDown(1.0), 0.5, 1 / 3.0, 0x1p-29, 1e-300, Double.MIN_NORMAL, Double.MIN_VALUE
    };
    for (double clip : clips) {
      for (long weight : new long[] {1, 77, Integer.MAX_VALUE}) {
        var sum = new FixedPointSum(corners.length);
        sum.add(FloatBuffer.wrap(corners), weight, clip);
        var naive = new NaiveSum(corners.length);
        naive.add(corners, weight, clip);
        assertThat(Arrays.stream(sum.sums()).mapToObj(BigInteger::valueOf))
            .as("clip %s, weight %d", clip, weight)
            .containsExactly(naive.sums);
      }
    }
  }

  /** Lengths around the block size, and a payload that does not start at the buffer's start. */
  @Property(tries = 40)
  void theKernelEqualsItsDefinitionForAnyBits(
      @ForAll @IntRange(min = -3, max = 3) int beyond,
      @ForAll @IntRange(min = 1, max = 2) int blocks,
      @ForAll long seed) {
    var random = new Random(seed);
    int length = blocks * FixedPointSum.BLOCK + beyond;
    float[] values = new float[length + 1];
    for (int i = 0; i < values.length; i++) {
      float any = Float.intBitsToFloat(random.nextInt());
      values[i] = Math.abs(any) <= 8 ? any : 16 * random.nextFloat() - 8;
    }
    double clip = 1 - random.nextDouble();
    long weight = 1L + random.nextInt(Integer.MAX_VALUE);
    var payload = AdapterChunks.floats(AdapterChunks.encode(values, 0)).position(1);
    var sum = new FixedPointSum(length);
    sum.add(payload, weight, clip);
    for (int i = 0; i < length; i++) {
      assertThat(sum.sums()[i]).isEqualTo(weight * FixedPointSum.quantised(values[i + 1], clip));
    }
    assertThat(payload.position()).isEqualTo(1);
  }

  @Test
  void blocksAddUpToTheWhole() {
    var whole = new FixedPointSum(4);
    whole.add(FloatBuffer.wrap(new float[] {1, 2, 3, 4}), 5, 0.3);
    long[] places = {0, 0, 0, 0, 17};
    var blocks = new FixedPointSum(places, 4);
    blocks.add(new float[] {1, 2, 3}, 3, 0, 5, 0.3);
    blocks.add(new float[] {4, 99}, 1, 3, 5, 0.3);
    assertThat(places).startsWith(whole.sums()).endsWith(17);
    assertThatThrownBy(() -> blocks.add(new float[2], 2, 3, 5, 1))
        .hasMessage("values must lie within the sum's 4, were 2 at 3");
  }

  @Test
  void holdsTheLargestWindowOfTheLargestPayloads() {
    var sum = new FixedPointSum(2);
    sum.add(FloatBuffer.wrap(new float[] {8, -8}), Integer.MAX_VALUE, 1);
    long bound = (long) Integer.MAX_VALUE << 31;
    assertThat(sum.sums()).containsExactly(bound, -bound);
    assertThat(bound).isLessThan(1L << 62);
  }

  @Test
  void roundsHalvesToEven() {
    double half = 1.0 / (1L << 29);
    assertThat(FixedPointSum.quantised((float) half, 1)).isZero();
    assertThat(FixedPointSum.quantised((float) (3 * half), 1)).isEqualTo(2);
    assertThat(FixedPointSum.quantised((float) (-3 * half), 1)).isEqualTo(-2);
  }

  @Test
  void aContributionCanBeTakenOutAgainExactly() {
    var sum = new FixedPointSum(1);
    sum.add(FloatBuffer.wrap(new float[] {0.1f}), 77, 0.3);
    long before = sum.sums()[0];
    sum.add(FloatBuffer.wrap(new float[] {5.7f}), 1234, 1);
    sum.add(FloatBuffer.wrap(new float[] {-5.7f}), 1234, 1);
    assertThat(sum.sums()[0]).isEqualTo(before);
  }

  /**
   * ALGORITHMS.md, "Worked example of FedRouter": the n_s-weighted and the uniform mean of slot
   * adapters, per cluster.
   */
  @Test
  void reproducesFedRoutersVector() {
    float[][] adapters = {{1, 0}, {0, 2}, {0, 4}, {3, 3}, {2, 0}, {5, 1}};
    long[] samples = {3, 2, 2, 2, 2, 3};
    int[] labels = {0, 1, 1, 2, 0, 2};
    assertThat(means(adapters, samples, labels))
        .isDeepEqualTo(new float[][] {{1.4f, 0}, {0, 3}, {4.2f, 1.8f}});
    assertThat(means(adapters, new long[] {1, 1, 1, 1, 1, 1}, labels))
        .isDeepEqualTo(new float[][] {{1.5f, 0}, {0, 3}, {4, 2}});
  }

  @Test
  void refusesWeightsOutsideTheProof() {
    var sum = new FixedPointSum(1);
    var payload = FloatBuffer.wrap(new float[] {1});
    assertThatThrownBy(() -> sum.add(payload, 0, 1)).hasMessageContaining("weight must be in 1");
    assertThatThrownBy(() -> sum.add(payload, 1L << 31, 1)).hasMessageContaining("weight");
    assertThatThrownBy(() -> sum.add(payload, 1, 1.5)).hasMessageContaining("clip");
  }

  private static float[][] means(float[][] adapters, long[] samples, int[] labels) {
    float[][] means = new float[3][];
    for (int c = 0; c < means.length; c++) {
      var sum = new FixedPointSum(2);
      long units = 0;
      for (int s = 0; s < adapters.length; s++) {
        if (labels[s] == c) {
          sum.add(FloatBuffer.wrap(adapters[s]), samples[s] * 256, 1);
          units += samples[s] * 256;
        }
      }
      means[c] = sum.mergedInto(FloatBuffer.wrap(new float[2]), units);
    }
    return means;
  }

  private static long[] sumOf(List<Part> parts) {
    var sum = new FixedPointSum(7);
    parts.forEach(part -> sum.add(FloatBuffer.wrap(part.payload()), part.weight(), part.clip()));
    return sum.sums();
  }
}
