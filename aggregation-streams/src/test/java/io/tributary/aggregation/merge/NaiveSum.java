package io.tributary.aggregation.merge;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;

/** What {@link FixedPointSum} must equal, in arithmetic without limits. */
final class NaiveSum {
  private static final BigDecimal ONE = BigDecimal.valueOf(2).pow(28);

  final BigInteger[] sums;

  NaiveSum(int length) {
    sums = new BigInteger[length];
    Arrays.fill(sums, BigInteger.ZERO);
  }

  void add(float[] payload, long weight, double clip) {
    for (int i = 0; i < sums.length; i++) {
      // The product is the kernel's double; everything after it is exact.
      BigInteger q =
          new BigDecimal(payload[i] * clip)
              .multiply(ONE)
              .setScale(0, RoundingMode.HALF_EVEN)
              .toBigIntegerExact();
      sums[i] = sums[i].add(q.multiply(BigInteger.valueOf(weight)));
    }
  }
}
