package io.tributary.aggregation.merge.linear;

import io.tributary.aggregation.merge.FixedPointSquares;
import io.tributary.aggregation.merge.FixedPointSum;
import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.ChunkShape.Span;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.MergeStep;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.spec.AgreementMode;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The sums of a {@link LinearMean}, and the sums of squares.
 *
 * <p>With w the weights of a coordinate's contributors after the discount for staleness and q their
 * clipped values in fixed point: {@code W = sum w}, {@code V = sum w^2}, {@code S1 = sum w q},
 * {@code S2 = sum w q^2}; the mean is {@code m = S1 / W}, the effective number of contributors
 * {@code n = W^2 / V}, and sigma^2 is the variance {@code S2 / W - m^2} times {@code n / (n - 1)},
 * unbiased for weights that express the reliability of a contributor. All four sums are integers,
 * and W S2 - S1^2 is computed exactly: no order of updates changes a bit.
 *
 * <p>Where components have divisors of their own, they have a W and a V of their own, too; where
 * untrained ones count as zero, those zeros are contributions.
 *
 * <p>State: the mean's, then the squares, then W and V of each divisor. V fits: the weights of a
 * window sum up to 2^31 - 1 at most, and so {@code V <= W^2 < 2^62}.
 */
final class MomentAccumulator implements Accumulator {
  private static final double ONE = 1L << FixedPointSum.FRACTION_BITS;

  /**
   * The number of standard errors below which a mean is in conflict. A mean of two equal weights,
   * the value of one of which is zero, is exactly one standard error: the rounding of t must not
   * decide.
   */
  private static final double IN_CONFLICT = 1 - 0x1p-40;

  private final LinearMean mean;
  private final boolean scales;
  private final AgreementFactor factor;
  private final ChunkShape shape;
  private final long[] state;
  private final SumAccumulator sums;
  private final FixedPointSum sum;
  private final FixedPointSquares squares;

  /** The index of the first W; the V follow the W. */
  private final int weights;

  private final int divisors;

  MomentAccumulator(LinearMean mean, AgreementMode mode, ChunkShape shape, long[] state) {
    this.mean = mean;
    this.shape = shape;
    this.state = state;
    scales = mode != AgreementMode.PLAIN;
    factor = AgreementFactor.of(mode);
    sums = new SumAccumulator(mean, shape, state);
    sum = new FixedPointSum(state, shape.length());
    int own = mean.stateLength(shape);
    squares = new FixedPointSquares(state, own, shape.length());
    weights = own + FixedPointSquares.PLACES * shape.length();
    divisors = divisors(mean, shape);
  }

  static int divisors(LinearMean mean, ChunkShape shape) {
    return mean.dividesPerComponent() ? shape.rank() : 1;
  }

  @Override
  public void add(MergeContribution part, FloatBuffer payload) {
    sums.add(part, payload);
    long weight = mean.weight(part);
    boolean masked = mean.masksRanks() && part.rank() < shape.rank();
    float[] block = new float[Math.min(FixedPointSum.BLOCK, shape.length())];
    for (int at = 0; at < shape.length(); at += block.length) {
      int count = Math.min(block.length, shape.length() - at);
      payload.get(payload.position() + at, block, 0, count);
      if (masked) {
        shape.clearBeyond(part.rank(), block, count, at);
      }
      squares.add(block, count, at, weight, part.clip());
    }
    int contributes = mean.dividesPerComponent() ? part.rank() : 1;
    for (int k = 0; k < contributes; k++) {
      state[weights + k] += weight;
      state[weights + divisors + k] += weight * weight;
    }
  }

  @Override
  public MergeStep step() {
    MergeStep step = sums.step();
    var agreement = new ArrayList<TensorAgreement>();
    for (Span span : shape.spans()) {
      if (mean.moves(span.factor())) {
        agreement.add(agreement(span, step.values()));
      }
    }
    return new MergeStep(step.values(), step.kept(), List.copyOf(agreement));
  }

  /** Scales the steps of one tensor, and returns how far its contributors agreed. */
  private TensorAgreement agreement(Span span, double[] steps) {
    long coordinates = 0;
    double factorSum = 0;
    long conflicts = 0;
    double squareSum = 0;
    double varianceSum = 0;
    for (int i = span.from(); i < span.to(); i++) {
      int divisor = divisors == 1 ? 0 : span.component(i);
      long weight = state[weights + divisor];
      long square = state[weights + divisors + divisor];
      // W^2 - V, zero of less than two contributors.
      long pairs = weight * weight - square;
      if (pairs == 0) {
        continue;
      }
      long total = sum.sumAt(i);
      double scatter = squares.scatterAt(i, total, weight);
      if (scatter == 0 && total == 0) {
        continue;
      }
      // t^2 = m^2 n / sigma^2 with n - 1 = (W^2 - V) / V and sigma^2 = scatter / (W^2 - V).
      double t = Math.abs((double) total) * Math.sqrt((double) pairs / square / scatter);
      double scale = scatter == 0 ? 1 : factor.of(t);
      double m = total / (weight * ONE);
      coordinates++;
      factorSum += scale;
      conflicts += t < IN_CONFLICT ? 1 : 0;
      squareSum += m * m;
      varianceSum += scatter / pairs / (ONE * ONE);
      if (scales) {
        steps[i] *= scale;
      }
    }
    return new TensorAgreement(
        span.module(), span.factor(), coordinates, factorSum, conflicts, squareSum, varianceSum);
  }

  @Override
  public long heapBytes() {
    return (long) Long.BYTES * state.length;
  }
}
