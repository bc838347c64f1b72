package io.tributary.aggregation.merge;

import java.nio.FloatBuffer;

/**
 * A weighted sum of chunks in 64-bit fixed point: the same set of contributions gives the same bits
 * in any order (ALGORITHMS.md, "Sums that no order changes").
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
 *
 * <p>Speed: payloads are read block by block into an array that stays in the first-level cache, as
 * only loops over arrays become vector instructions; the factors {@code clip * 2^28} are multiplied
 * once, which changes no bit, since a power of two only moves the exponent (a product that
 * underflows rounds to zero either way).
 */
public final class FixedPointSum {
  /** The number of fraction bits. */
  public static final int FRACTION_BITS = 28;

  /** The largest magnitude of a payload value. */
  public static final float MAX_MAGNITUDE = 8;

  /** The number of values that are read at a time: 8 KiB. */
  public static final int BLOCK = 2048;

  private static final double ONE = 1L << FRACTION_BITS;

  private final long[] sums;
  private final int length;

  /** Creates the empty sum of {@code length} values. */
  public FixedPointSum(int length) {
    this(new long[length], length);
  }

  /**
   * Creates a view of the sum in the first {@code length} longs of an array, which is changed in
   * place.
   */
  public FixedPointSum(long[] sums, int length) {
    if (length > sums.length) {
      throw new IllegalArgumentException(
          "a sum of " + length + " values needs as many places, had " + sums.length);
    }
    this.sums = sums;
    this.length = length;
  }

  /** Returns one value in fixed point, rounded half to even. */
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
    requireLength("payload", payload.remaining());
    requireProof(weight, clip);
    float[] block = new float[Math.min(BLOCK, length)];
    for (int at = 0; at < length; at += block.length) {
      int count = Math.min(block.length, length - at);
      payload.get(payload.position() + at, block, 0, count);
      accumulate(block, count, at, weight, clip * ONE);
    }
  }

  /**
   * Adds {@code weight * clip * values} at one position of the sum.
   *
   * @param values the first {@code count} are added, each within {@link #MAX_MAGNITUDE}
   * @param at index of the first of them in the sum
   * @param weight as in {@link #add(FloatBuffer, long, double)}, and so is the clip
   */
  public void add(float[] values, int count, int at, long weight, double clip) {
    requireProof(weight, clip);
    if (at < 0 || count > values.length || at + count > length) {
      throw new IllegalArgumentException(
          "values must lie within the sum's " + length + ", were " + count + " at " + at);
    }
    accumulate(values, count, at, weight, clip * ONE);
  }

  private void accumulate(float[] values, int count, int at, long weight, double scale) {
    long[] to = sums;
    for (int i = 0; i < count; i++) {
      to[at + i] += weight * (long) Math.rint(values[i] * scale);
    }
  }

  /** Returns the sum S of one value. */
  public long sumAt(int index) {
    return sums[index];
  }

  /** Returns {@code S / (2^28 * divisor)} of one value, in double. */
  public double meanAt(int index, long divisor) {
    return sums[index] / (divisor * ONE);
  }

  /**
   * Returns {@code base + S / (2^28 * divisor)}, each value computed in double and rounded once to
   * float.
   *
   * @param base the previous version's values
   * @param divisor weight units, 1..2^31-1: exact in double, also times 2^28
   */
  public float[] mergedInto(FloatBuffer base, long divisor) {
    requireLength("base", base.remaining());
    if (divisor < 1 || divisor > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("divisor must be in 1..2^31-1, was " + divisor);
    }
    float[] merged = new float[length];
    base.duplicate().get(merged);
    for (int i = 0; i < length; i++) {
      merged[i] = (float) (merged[i] + meanAt(i, divisor));
    }
    return merged;
  }

  /**
   * Returns the raw sums, and the rest of the array behind them; the caller must not change them.
   */
  long[] sums() {
    return sums;
  }

  private void requireLength(String what, int values) {
    if (values != length) {
      throw new IllegalArgumentException(what + " must have " + length + " values, had " + values);
    }
  }

  static void requireProof(long weight, double clip) {
    if (weight < 1 || weight > Integer.MAX_VALUE || !(clip > 0 && clip <= 1)) {
      throw new IllegalArgumentException(
          "weight must be in 1..2^31-1 and clip in (0, 1], were " + weight + " and " + clip);
    }
  }
}
