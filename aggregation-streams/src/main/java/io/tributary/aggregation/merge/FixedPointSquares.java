package io.tributary.aggregation.merge;

/**
 * A weighted sum of squares, exact, for the same contributions as a {@link FixedPointSum}: from it
 * the contributors' variance follows without cancellation, with the same bits in any order.
 *
 * <p>One contribution adds {@code w * q^2} with q as in {@link FixedPointSum}. As |q| &lt;= 2^31, a
 * square takes 62 bits and the sum S2 of a window of 2^31 - 1 weight units 93. It is kept in two
 * longs per value: squares are split into {@code q^2 = 2^31 high + low} with high &lt;= 2^31 and
 * low &lt; 2^31, so that either long is the sum of at most 2^31 - 1 times 2^31, which is less than
 * 2^62: no carry is needed, and nothing overflows.
 */
public final class FixedPointSquares {
  /** The number of longs that each value takes in the array. */
  public static final int PLACES = 2;

  private static final int LIMB = 31;
  private static final long LOW = (1L << LIMB) - 1;
  private static final double ONE = 1L << FixedPointSum.FRACTION_BITS;

  private final long[] state;
  private final int lows;
  private final int highs;
  private final int length;

  /**
   * Creates a view of the sums of {@code length} values in an array, which is changed in place.
   *
   * @param from index of the first long of these values
   */
  public FixedPointSquares(long[] state, int from, int length) {
    if (from < 0 || from + PLACES * length > state.length) {
      throw new IllegalArgumentException(
          "squares of "
              + length
              + " values need "
              + PLACES * length
              + " places from "
              + from
              + " on, had "
              + state.length
              + " in all");
    }
    this.state = state;
    this.length = length;
    lows = from;
    highs = from + length;
  }

  /**
   * Adds {@code weight * (clip * values)^2} at one position of the sum.
   *
   * @param values the first {@code count} are added, each within {@link
   *     FixedPointSum#MAX_MAGNITUDE}
   * @param at index of the first of them in the sum
   * @param weight integer units, 1..2^31-1
   * @param clip in (0, 1]
   */
  public void add(float[] values, int count, int at, long weight, double clip) {
    FixedPointSum.requireProof(weight, clip);
    if (at < 0 || count > values.length || at + count > length) {
      throw new IllegalArgumentException(
          "values must lie within the sum's " + length + ", were " + count + " at " + at);
    }
    double scale = clip * ONE;
    long[] to = state;
    for (int i = 0; i < count; i++) {
      long q = (long) Math.rint(values[i] * scale);
      long square = q * q;
      to[lows + at + i] += weight * (square & LOW);
      to[highs + at + i] += weight * (square >>> LIMB);
    }
  }

  /**
   * Returns {@code W S2 - S1^2} of one value, which is W^2 times the variance of all contributions
   * in units of 2^-28: computed exactly, then rounded once to the nearest double. It is zero if and
   * only if all contributions are the same.
   *
   * <p>W &lt; 2^31, S2 &lt; 2^93 and |S1| &lt; 2^62, so that both products are less than 2^124; by
   * Cauchy and Schwarz the difference is not negative.
   *
   * @param sum S1, the value's {@code sum of w q}
   * @param weights W, the {@code sum of w} of those who contributed to it
   */
  public double scatterAt(int index, long sum, long weights) {
    long high = state[highs + index];
    long low = state[lows + index];
    long scaledHigh = Math.multiplyHigh(weights, high);
    long scaledLow = weights * high;
    long top = (scaledHigh << LIMB) | (scaledLow >>> (Long.SIZE - LIMB));
    long bottom = scaledLow << LIMB;
    long rest = weights * low;
    bottom += rest;
    top += Math.multiplyHigh(weights, low) + (Long.compareUnsigned(bottom, rest) < 0 ? 1 : 0);
    long square = sum * sum;
    top -= Math.multiplyHigh(sum, sum) + (Long.compareUnsigned(bottom, square) < 0 ? 1 : 0);
    return nearestDouble(top, bottom - square);
  }

  /**
   * Returns the double nearest to {@code 2^64 high + low}, halves to even; 0 &lt;= high &lt; 2^62.
   */
  private static double nearestDouble(long high, long low) {
    if (high == 0 && low >= 0) {
      return low;
    }
    // 62 leading bits are kept, the last of which also records whether any lower bit is set: that
    // is enough to round to 53 bits as all bits would.
    int dropped = 66 - Long.numberOfLeadingZeros(high);
    long leading = (high << (Long.SIZE - dropped)) | (low >>> dropped);
    long sticky = low << (Long.SIZE - dropped) == 0 ? 0 : 1;
    return Math.scalb((double) (leading | sticky), dropped);
  }
}
