package io.tributary.aggregation.merge;

import java.nio.FloatBuffer;

/**
 * A weighted sum of chunks in 64-bit fixed point: the same set of contributions gives the same bits
 * in any order (algorithms E.7, remedy 1).
 *
 * <p>One contribution adds {@code w * q} with {@code q = rint(u * clip * 2^28)}, where {@code u *
 * clip} is a double product and rint rounds halves to even, so that a payload and its negative
 * cancel. Integer addition is associative and commutative: nothing else is needed.
 *
 * <p>No overflow: |u| &lt;= 8 = 2^3 (checked before a chunk is accepted) and 0 &lt; clip &lt;= 1
 * give |q| &lt;= 2^31; the ledger bounds the sum of a window's weights by 2^31 - 1; hence |S| &lt;=
 * (2^31 - 1) * 2^31 &lt; 2^62, a factor of two below the range of a long.
 *
 * <p>Error: each contribution is off by at most 2^-29 = 1.9e-9 times its weight, and so is their
 * weighted mean.
 */
public final class FixedPointSum {
  /** Fraction bits. */
  public static final int FRACTION_BITS = 28;

  /** Largest magnitude of a payload value. */
  public static final float MAX_MAGNITUDE = 8;

  private static final double ONE = 1L << FRACTION_BITS;

  private final long[] sums;

  /** The empty sum of {@code length} values. */
  public FixedPointSum(int length) {
    sums = new long[length];
  }

  /** One value in fixed point, rounded half to even. */
  static long quantised(float value, double clip) {
    return (long) Math.rint(value * clip * ONE);
  }

  /**
   * Adds {@code weight * clip * payload}.
   *
   * @param payload as many values as the sum has, each within {@link #MAX_MAGNITUDE}
   * @param weight integer units, 1..2^31-1
   * @param clip in (0, 1]
   */
  public void add(FloatBuffer payload, long weight, double clip) {
    if (payload.remaining() != sums.length) {
      throw new IllegalArgumentException(
          "payload must have " + sums.length + " values, had " + payload.remaining());
    }
    if (weight < 1 || weight > Integer.MAX_VALUE || !(clip > 0 && clip <= 1)) {
      throw new IllegalArgumentException(
          "weight must be in 1..2^31-1 and clip in (0, 1], were " + weight + " and " + clip);
    }
    float[] values = new float[sums.length];
    payload.duplicate().get(values);
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * quantised(values[i], clip);
    }
  }

  /**
   * {@code base + S / (2^28 * divisor)}, each value computed in double and rounded once to float.
   *
   * @param base the previous version's values
   * @param divisor weight units, 1..2^31-1: exact in double, also times 2^28
   */
  public float[] mergedInto(FloatBuffer base, long divisor) {
    if (base.remaining() != sums.length) {
      throw new IllegalArgumentException(
          "base must have " + sums.length + " values, had " + base.remaining());
    }
    if (divisor < 1 || divisor > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("divisor must be in 1..2^31-1, was " + divisor);
    }
    double scale = divisor * ONE;
    float[] merged = new float[sums.length];
    base.duplicate().get(merged);
    for (int i = 0; i < sums.length; i++) {
      merged[i] = (float) (merged[i] + sums[i] / scale);
    }
    return merged;
  }

  /** The raw sums; the caller must not change them. */
  long[] sums() {
    return sums;
  }

  /** Size in the heap. */
  public long heapBytes() {
    return (long) Long.BYTES * sums.length;
  }
}
