package io.tributary.aggregation.merge.linear;

import io.tributary.aggregation.merge.FixedPointSum;
import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.ChunkShape.Span;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.MergeStep;
import java.nio.FloatBuffer;
import java.util.BitSet;

/**
 * The sums of a {@link LinearMean}.
 *
 * <p>State: one fixed-point sum for each coordinate, then the divisors, one or one for each rank
 * component. Every update trains component 0, so the first divisor is the largest and bounds the
 * weights of every sum.
 */
final class SumAccumulator implements Accumulator {
  private final LinearMean mean;
  private final ChunkShape shape;
  private final long[] state;
  private final FixedPointSum sum;

  /** Creates a view of the first {@link LinearMean#stateLength} longs of a state. */
  SumAccumulator(LinearMean mean, ChunkShape shape, long[] state) {
    this.mean = mean;
    this.shape = shape;
    this.state = state;
    sum = new FixedPointSum(state, shape.length());
  }

  @Override
  public void add(MergeContribution part, FloatBuffer payload) {
    long units = mean.units(part);
    if (part.rank() > shape.rank()) {
      throw new IllegalArgumentException(
          part.update() + " must have a rank <= " + shape.rank() + ", had " + part.rank());
    }
    if (state[shape.length()] + units > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a window of "
              + mean.name()
              + " must have at most 2^31-1 weight units, had "
              + state[shape.length()]
              + " before "
              + part.update()
              + " with "
              + units
              + ": close it with fewer updates");
    }
    if (mean.masksRanks() && part.rank() < shape.rank()) {
      addMasked(part, payload);
    } else {
      sum.add(payload, mean.weight(part), part.clip());
    }
    int divisors = mean.dividesPerComponent() ? part.rank() : 1;
    for (int k = 0; k < divisors; k++) {
      state[shape.length() + k] += units;
    }
  }

  private void addMasked(MergeContribution part, FloatBuffer payload) {
    if (payload.remaining() != shape.length()) {
      throw new IllegalArgumentException(
          "payload must have " + shape.length() + " values, had " + payload.remaining());
    }
    float[] block = new float[Math.min(FixedPointSum.BLOCK, shape.length())];
    for (int at = 0; at < shape.length(); at += block.length) {
      int count = Math.min(block.length, shape.length() - at);
      payload.get(payload.position() + at, block, 0, count);
      shape.clearBeyond(part.rank(), block, count, at);
      sum.add(block, count, at, mean.weight(part), part.clip());
    }
  }

  @Override
  public MergeStep step() {
    if (state[shape.length()] == 0) {
      throw new IllegalStateException("a window of " + mean.name() + " closes with nothing in it");
    }
    double[] values = new double[shape.length()];
    var kept = new BitSet();
    for (Span span : shape.spans()) {
      if (!mean.moves(span.factor())) {
        kept.set(span.from(), span.to());
      } else if (mean.dividesPerComponent()) {
        divideByComponent(span, values, kept);
      } else {
        divide(span, values);
      }
    }
    return new MergeStep(values, kept);
  }

  private void divide(Span span, double[] values) {
    long divisor = state[shape.length()];
    for (int i = span.from(); i < span.to(); i++) {
      values[i] = sum.meanAt(i, divisor);
    }
  }

  private void divideByComponent(Span span, double[] values, BitSet kept) {
    for (int i = span.from(); i < span.to(); i++) {
      long divisor = state[shape.length() + span.component(i)];
      if (divisor == 0) {
        kept.set(i);
      } else {
        values[i] = sum.meanAt(i, divisor);
      }
    }
  }

  @Override
  public long heapBytes() {
    return (long) Long.BYTES * state.length;
  }
}
