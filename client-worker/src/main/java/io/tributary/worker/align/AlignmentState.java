package io.tributary.worker.align;

import java.util.Arrays;

/**
 * The state that pFLAlign keeps of a slot between rounds (ALGORITHMS.md, "What a slot keeps"):
 * three arrays of the adapter's length, which are not copied and must not be changed after they
 * were handed over.
 *
 * <p>The preconditioner is kept as two moving averages, {@code P = q / (v + eps)}.
 *
 * @param offset Delta, the client's adapter minus the one its last round started from
 * @param secondMoment v = EMA(g^2)
 * @param signal q = EMA(m^2), m the first moment of each round
 */
public record AlignmentState(float[] offset, float[] secondMoment, float[] signal) {
  public AlignmentState {
    if (offset.length != secondMoment.length || offset.length != signal.length) {
      throw new IllegalArgumentException(
          "offset, second moment and signal must be of one length, were "
              + offset.length
              + ", "
              + secondMoment.length
              + " and "
              + signal.length);
    }
  }

  /** Returns the state before the first round. */
  public static AlignmentState zero(int parameters) {
    return new AlignmentState(new float[parameters], new float[parameters], new float[parameters]);
  }

  /** Returns the same moments with another offset. */
  public AlignmentState withOffset(float[] other) {
    return new AlignmentState(other, secondMoment, signal);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AlignmentState that
        && Arrays.equals(offset, that.offset)
        && Arrays.equals(secondMoment, that.secondMoment)
        && Arrays.equals(signal, that.signal);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(offset);
  }

  @Override
  public String toString() {
    return "alignment state of " + offset.length + " values";
  }
}
