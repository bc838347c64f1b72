package io.tributary.infra.measure.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GsnrTest {
  @Test
  void squaredMeanOverSampleVariance() {
    // Means 2, 1, 5; variances 2, 8, 0.
    Gsnr gsnr = Gsnr.of(List.of(new float[] {1, -1, 5}, new float[] {3, 3, 5}));

    assertThat(gsnr.mean().getAsDouble()).isEqualTo((4 / 2.0 + 1 / 8.0) / 2, within(1e-15));
    assertThat(gsnr.pooled().getAsDouble()).isEqualTo((4 + 1) / (2.0 + 8), within(1e-15));
    assertThat(gsnr.varying()).isEqualTo(2);
    assertThat(gsnr.constant()).isEqualTo(1);
  }

  @Test
  void withoutNoiseThereIsNoRatio() {
    float[] same = {1, 0};

    assertThat(Gsnr.of(List.of(same, same, same)))
        .isEqualTo(new Gsnr(OptionalDouble.empty(), OptionalDouble.empty(), 0, 2));
  }

  /** (n - 1) / (n (n - 3)) for n = 10: 9 / 70. */
  @Test
  void noiseWithoutSignalHasTheExpectationOfItsLength() {
    List<float[]> noise = gaussian(10, 40_000, 0, 1);

    assertThat(Gsnr.of(noise).mean().getAsDouble()).isEqualTo(9 / 70.0, within(0.005));
    assertThat(Gsnr.of(noise).pooled().getAsDouble()).isEqualTo(0.1, within(0.005));
  }

  /** Mean 1, variance 1, many vectors: 1. */
  @Test
  void signalAsLargeAsTheNoiseGivesOne() {
    Gsnr gsnr = Gsnr.of(gaussian(2000, 100, 1, 2));

    assertThat(gsnr.mean().getAsDouble()).isEqualTo(1, within(0.03));
  }

  @Test
  void whatIsNoSequenceOfGradientsIsRefused() {
    assertThatThrownBy(() -> Gsnr.of(List.of(new float[3])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("number of gradients of a GSNR must be at least 2, was 1: take more steps");
    assertThatThrownBy(() -> Gsnr.of(List.of(new float[3], new float[2])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gradient 2 of a GSNR must have 3 coordinates as the first, had 2");
    assertThatThrownBy(() -> Gsnr.of(List.of(new float[] {0, Float.NaN}, new float[2])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("coordinate 1 of gradient 1 must be finite, was NaN");
  }

  @Property(tries = 200)
  void agreesWithTwoPasses(@ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int n) {
    List<float[]> vectors = gaussian(n, 5, 0.5f, seed);

    Gsnr gsnr = Gsnr.of(vectors);

    double sum = 0;
    for (int i = 0; i < 5; i++) {
      int coordinate = i;
      double mean = vectors.stream().mapToDouble(v -> v[coordinate]).average().getAsDouble();
      double squares = vectors.stream().mapToDouble(v -> Math.pow(v[coordinate] - mean, 2)).sum();
      sum += mean * mean * (n - 1) / squares;
    }
    assertThat(gsnr.mean().getAsDouble()).isEqualTo(sum / 5, within(1e-6 * (1 + sum)));
  }

  @Property(tries = 100)
  void scaleDoesNotMatter(@ForAll long seed) {
    List<float[]> vectors = gaussian(10, 7, 0.1f, seed);
    List<float[]> scaled = new ArrayList<>();
    for (float[] vector : vectors) {
      float[] copy = vector.clone();
      for (int i = 0; i < copy.length; i++) {
        copy[i] *= 1024;
      }
      scaled.add(copy);
    }

    assertThat(Gsnr.of(scaled)).isEqualTo(Gsnr.of(vectors));
  }

  private static List<float[]> gaussian(int n, int width, float mean, long seed) {
    Random random = new Random(seed);
    List<float[]> vectors = new ArrayList<>();
    for (int v = 0; v < n; v++) {
      float[] vector = new float[width];
      for (int i = 0; i < width; i++) {
        vector[i] = mean + (float) random.nextGaussian();
      }
      vectors.add(vector);
    }
    return vectors;
  }
}
