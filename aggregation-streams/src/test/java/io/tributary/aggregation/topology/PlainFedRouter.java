package io.tributary.aggregation.topology;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * FedRouter's server in a few lines (A.1.7): the exact weighted mean of a cluster's updates, each
 * value of a payload taken to the nearest multiple of 2^-28, added to the global adapter.
 */
final class PlainFedRouter {
  private static final BigDecimal ONE = BigDecimal.valueOf(1L << 28);

  private PlainFedRouter() {}

  record Part(float[] delta, long samples) {}

  static float[] round(float[] global, List<Part> parts) {
    long total = parts.stream().mapToLong(Part::samples).sum();
    float[] next = new float[global.length];
    for (int i = 0; i < next.length; i++) {
      BigInteger sum = BigInteger.ZERO;
      for (Part part : parts) {
        sum = sum.add(quantised(part.delta()[i]).multiply(BigInteger.valueOf(part.samples())));
      }
      next[i] = (float) (global[i] + sum.doubleValue() / ((double) total * (1L << 28)));
    }
    return next;
  }

  private static BigInteger quantised(float value) {
    return new BigDecimal(value)
        .multiply(ONE)
        .setScale(0, java.math.RoundingMode.HALF_EVEN)
        .toBigIntegerExact();
  }
}
