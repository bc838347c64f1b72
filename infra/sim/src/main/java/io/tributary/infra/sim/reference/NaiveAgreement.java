package io.tributary.infra.sim.reference;

import io.tributary.aggregation.merge.linear.AgreeingMean;
import io.tributary.aggregation.merge.linear.AgreementFactor;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.MergeStep;
import io.tributary.infra.sim.reference.ReferenceMerge.Given;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterFactor;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.spec.AgreementMode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Computes the step of a mean with second moments by its formulas: one coordinate after the other,
 * each over all updates, in integers of any size. Of the aggregator's code, only the factor is
 * used.
 */
final class NaiveAgreement {
  private static final double ONE = 1L << 28;

  private final AgreeingMean strategy;
  private final AdapterLayout layout;
  private final List<Given> given;
  private final double[] steps;
  private final BitSet kept = new BitSet();
  private final List<TensorAgreement> agreement = new ArrayList<>();

  /** The index of the chunk's first coordinate in the adapter. */
  private final int start;

  private NaiveAgreement(AgreeingMean strategy, AdapterLayout layout, int chunk, List<Given> all) {
    this.strategy = strategy;
    this.layout = layout;
    given = all;
    start = chunk * AdapterChunks.FLOATS;
    steps = new double[AdapterChunks.length(layout.parameters(), chunk)];
  }

  static MergeStep step(AgreeingMean strategy, AdapterLayout layout, int chunk, List<Given> given) {
    var naive = new NaiveAgreement(strategy, layout, chunk, given);
    int at = -naive.start;
    for (TargetModule targetModule : layout.targetModules()) {
      at = naive.tensor(targetModule, AdapterFactor.A, at, layout.rank(), targetModule.inputs());
      at = naive.tensor(targetModule, AdapterFactor.B, at, targetModule.outputs(), layout.rank());
    }
    return new MergeStep(naive.steps, naive.kept, naive.agreement);
  }

  /**
   * Adds a tensor whose first coordinate is at an index of the chunk; returns the index after it.
   */
  private int tensor(
      TargetModule targetModule, AdapterFactor factor, int at, int rows, int columns) {
    int end = at + rows * columns;
    if (at >= steps.length || end <= 0) {
      return end;
    }
    if (!strategy.mean().moves(factor)) {
      kept.set(Math.max(0, at), Math.min(steps.length, end));
      return end;
    }
    var sums = new TensorAgreement(targetModule.name(), factor, 0, 0, 0, 0, 0);
    for (int i = Math.max(0, at); i < Math.min(steps.length, end); i++) {
      int component = factor == AdapterFactor.A ? (i - at) / columns : (i - at) % columns;
      sums = coordinate(i, component, sums);
    }
    agreement.add(sums);
    return end;
  }

  private TensorAgreement coordinate(int i, int component, TensorAgreement sums) {
    boolean perComponent = strategy.mean().dividesPerComponent();
    BigInteger first = BigInteger.ZERO;
    BigInteger second = BigInteger.ZERO;
    long weights = 0;
    long squaredWeights = 0;
    long divisor = 0;
    for (Given one : given) {
      MergeContribution part = MergeContribution.of(one.decision(), layout.rank());
      boolean trained = part.rank() > component;
      if (perComponent && !trained) {
        continue;
      }
      boolean zero = strategy.mean().masksRanks() && !trained;
      long nearest =
          zero ? 0 : (long) Math.rint(one.payload()[start + i] * one.decision().clip() * ONE);
      long weight = strategy.mean().weight(part);
      BigInteger weighted = BigInteger.valueOf(Math.multiplyExact(weight, nearest));
      first = first.add(weighted);
      second = second.add(weighted.multiply(BigInteger.valueOf(nearest)));
      weights += weight;
      squaredWeights = Math.addExact(squaredWeights, Math.multiplyExact(weight, weight));
      divisor += strategy.mean().units(part);
    }
    if (divisor == 0) {
      kept.set(i);
      return sums;
    }
    long sum = first.longValueExact();
    steps[i] = sum / (divisor * ONE);
    long pairs = Math.multiplyExact(weights, weights) - squaredWeights;
    BigInteger scatter =
        BigInteger.valueOf(weights).multiply(second).subtract(first.multiply(first));
    if (pairs == 0 || (scatter.signum() == 0 && sum == 0)) {
      return sums;
    }
    double spread = scatter.doubleValue();
    double deviations =
        Math.abs((double) sum) * Math.sqrt((double) pairs / squaredWeights / spread);
    double factor = spread == 0 ? 1 : AgreementFactor.of(strategy.mode()).of(deviations);
    if (strategy.mode() != AgreementMode.PLAIN) {
      steps[i] *= factor;
    }
    double mean = sum / (weights * ONE);
    return sums.plus(
        new TensorAgreement(
            sums.module(),
            sums.factor(),
            1,
            factor,
            deviations < 1 - 0x1p-40 ? 1 : 0,
            mean * mean,
            spread / pairs / (ONE * ONE)));
  }
}
