package io.tributary.aggregation.topology;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.WindowSettings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * FedRouter's server in a few lines (ALGORITHMS.md, "Merging a cluster"), for one cluster: the
 * exact weighted mean of its updates, each clipped by its norm and its values taken to the nearest
 * multiple of 2^-28, added to the global adapter.
 */
final class PlainFedRouter {
  private static final BigDecimal ONE = BigDecimal.valueOf(1L << 28);

  private final WindowSettings window;
  private final List<Double> norms = new ArrayList<>();

  PlainFedRouter(WindowSettings window) {
    this.window = window;
  }

  record Part(float[] delta, long samples) {}

  /** One round; the parts in the order of their slots. */
  float[] round(float[] global, List<Part> parts) {
    double[] clips = clips(parts);
    long total = parts.stream().mapToLong(Part::samples).sum();
    float[] next = new float[global.length];
    for (int i = 0; i < next.length; i++) {
      BigInteger sum = BigInteger.ZERO;
      for (int p = 0; p < clips.length; p++) {
        BigInteger value = quantised(parts.get(p).delta()[i] * clips[p]);
        sum = sum.add(value.multiply(BigInteger.valueOf(parts.get(p).samples())));
      }
      next[i] = (float) (global[i] + sum.doubleValue() / ((double) total * (1L << 28)));
    }
    return next;
  }

  /** By what is usual before this round; from now on its norms are part of that. */
  private double[] clips(List<Part> parts) {
    double bound = bound();
    double[] sizes = parts.stream().mapToDouble(part -> norm(part.delta())).toArray();
    Arrays.stream(sizes).forEach(norms::add);
    return Arrays.stream(sizes).map(norm -> norm > bound ? bound / norm : 1).toArray();
  }

  private double bound() {
    double fixed = window.clipNorm() > 0 ? window.clipNorm() : Double.POSITIVE_INFINITY;
    NormSettings settings = window.norms();
    List<Double> recent =
        norms.subList(Math.max(0, norms.size() - settings.remembered()), norms.size());
    return settings.clipFactor() == 0 || recent.size() < settings.minimum()
        ? fixed
        : Math.min(fixed, settings.clipFactor() * quantile(recent, settings.quantile()));
  }

  /** The smallest value that at least this part of the values does not exceed. */
  private static double quantile(List<Double> values, double part) {
    return values.stream()
        .filter(
            bound ->
                values.stream().filter(value -> value <= bound).count() >= part * values.size())
        .min(Double::compare)
        .orElseThrow();
  }

  /** Summed chunk by chunk. */
  static double norm(float[] delta) {
    double squares = 0;
    for (int from = 0; from < delta.length; from += AdapterChunks.FLOATS) {
      double chunk = 0;
      for (int i = from; i < Math.min(delta.length, from + AdapterChunks.FLOATS); i++) {
        chunk += (double) delta[i] * delta[i];
      }
      squares += chunk;
    }
    return Math.sqrt(squares);
  }

  private static BigInteger quantised(double value) {
    return new BigDecimal(value)
        .multiply(ONE)
        .setScale(0, RoundingMode.HALF_EVEN)
        .toBigIntegerExact();
  }
}
