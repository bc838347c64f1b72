package io.tributary.infra.measure.stability;

import io.tributary.infra.measure.Require;
import java.util.Iterator;
import java.util.OptionalDouble;

/**
 * The gradient signal-to-noise ratio (Liu et al. 2020, "Understanding Why Neural Networks
 * Generalize Well Through GSNR of Parameters"): per coordinate mean^2 / variance over a sequence of
 * gradients or updates, with the sample variance (divided by n - 1), averaged over coordinates.
 *
 * <p>A coordinate that never changes has no noise to compare with (a frozen one, or LoRA's A while
 * B is 0) and is left out of the average, but counted. Gaussian noise without any signal has the
 * expectation (n - 1) / (n (n - 3)) rather than 0, and none for n <= 3: compare sequences of one
 * length only, of ten or more.
 *
 * @param mean of the ratios of the coordinates that vary; empty if none does
 * @param pooled sum of the squared means over sum of the variances, of the same coordinates: one
 *     ratio that no few coordinates with hardly any variance can dominate
 * @param varying how many coordinates vary
 * @param constant how many do not
 */
public record Gsnr(OptionalDouble mean, OptionalDouble pooled, int varying, int constant) {
  /**
   * Reads a sequence once, with two vectors in memory.
   *
   * @param vectors float[d] each, at least two
   * @throws IllegalArgumentException if there are fewer, their lengths differ, or a value is not
   *     finite
   */
  public static Gsnr of(Iterable<float[]> vectors) {
    Iterator<float[]> rest = vectors.iterator();
    int n = 0;
    double[] means = new double[0];
    double[] squares = new double[0];
    while (rest.hasNext()) {
      float[] vector = rest.next();
      n++;
      if (n == 1) {
        means = new double[vector.length];
        squares = new double[vector.length];
      }
      add(vector, n, means, squares);
    }
    Require.atLeast(2, "number of gradients of a GSNR", n, "take more steps");
    return averaged(n, means, squares);
  }

  /** Updates the means and the sums of squared deviations by Welford's method. */
  private static void add(float[] vector, int n, double[] means, double[] squares) {
    if (vector.length != means.length) {
      throw new IllegalArgumentException(
          "gradient %d of a GSNR must have %d coordinates as the first, had %d: pass one shape"
              .formatted(n, means.length, vector.length));
    }
    for (int i = 0; i < vector.length; i++) {
      if (!Float.isFinite(vector[i])) {
        throw new IllegalArgumentException(
            "coordinate %d of gradient %d must be finite, was %s: leave failed runs out"
                .formatted(i, n, vector[i]));
      }
      double before = vector[i] - means[i];
      means[i] += before / n;
      squares[i] += before * (vector[i] - means[i]);
    }
  }

  private static Gsnr averaged(int n, double[] means, double[] squares) {
    double ratios = 0;
    double signal = 0;
    double noise = 0;
    int varying = 0;
    for (int i = 0; i < means.length; i++) {
      if (squares[i] > 0) {
        double variance = squares[i] / (n - 1);
        ratios += means[i] * means[i] / variance;
        signal += means[i] * means[i];
        noise += variance;
        varying++;
      }
    }
    int constant = means.length - varying;
    return varying == 0
        ? new Gsnr(OptionalDouble.empty(), OptionalDouble.empty(), 0, constant)
        : new Gsnr(
            OptionalDouble.of(ratios / varying),
            OptionalDouble.of(signal / noise),
            varying,
            constant);
  }
}
