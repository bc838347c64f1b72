package io.tributary.aggregation.merge.linear;

import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.ChunkShape.Span;
import io.tributary.aggregation.merge.strategy.IncrementalStrategy;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.MergeStep;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The weighted mean of the clients' adapters, padded with zeros to the layout's rank, rather than
 * of their changes: {@code W + sum_i w_i (theta_i - W) / sum_i d_i} with {@code theta_i =
 * pad(W_base(i) + clip_i u_i)}, of which a client of rank r_i has the components below r_i. For
 * fresh updates that is {@code sum_i w_i theta_i / sum_i w_i}, the zero padding of HetLoRA (Cho et
 * al. 2024, section 4, figure 2) and of papers that compare with it: a component that half of the
 * weight trains is halved in every round, even if no client changes anything.
 *
 * <p>Because {@code theta_i - W = pad(clip_i u_i) + (pad(W_base(i)) - W)}, payloads are summed as
 * the mean of changes sums them, in integers. The rest depends on the weights of each staleness and
 * each rank component only, which are integers, too: it is added at the close, staleness after
 * staleness, in double. No order of updates changes a bit. Where every client trains all
 * components, from the newest version, the rest is zero, and the version is that of the mean of
 * changes to the byte.
 *
 * @param updates the mean of changes: padded with zeros, with one divisor
 */
public record PaddedAdapterMean(LinearMean updates) implements IncrementalStrategy {
  public PaddedAdapterMean {
    if (!updates.masksRanks() || updates.dividesPerComponent()) {
      throw new IllegalArgumentException(
          "a mean of padded adapters must count untrained components as zeros of one divisor, was "
              + updates.name());
    }
  }

  @Override
  public String name() {
    return updates.name();
  }

  @Override
  public boolean needsOrigins() {
    return true;
  }

  @Override
  public long units(MergeContribution part) {
    return updates.units(part);
  }

  @Override
  public boolean ownUnits() {
    return updates.ownUnits();
  }

  @Override
  public int stateLength(ChunkShape shape) {
    return updates.stateLength(shape);
  }

  @Override
  public Accumulator over(ChunkShape shape, long[] state) {
    return updates.over(shape, state);
  }

  /** Adds {@code sum_i w_i (pad(W_base(i)) - W) / sum_i d_i}. */
  @Override
  public MergeStep completed(
      MergeStep changes, List<MergeContribution> parts, ChunkShape shape, Versions versions) {
    double divisor = parts.stream().mapToLong(this::units).sum();
    double[] rest = new double[shape.length()];
    factors(parts, shape.rank())
        .forEach((staleness, ofRank) -> add(ofRank, versions.behind(staleness), shape, rest));
    double[] values = changes.values();
    for (int i = 0; i < values.length; i++) {
      values[i] += rest[i] / divisor;
    }
    return new MergeStep(values, changes.kept(), changes.agreement());
  }

  /**
   * Returns, by staleness and rank component, the weight of the updates that trained the component
   * from that version, minus the weight of all updates for the newest version, W itself.
   */
  private SortedMap<Integer, long[]> factors(List<MergeContribution> parts, int rank) {
    var factors = new TreeMap<Integer, long[]>();
    long[] newest = factors.computeIfAbsent(0, none -> new long[rank]);
    for (MergeContribution part : parts) {
      long weight = updates.weight(part);
      long[] from = factors.computeIfAbsent(part.staleness(), none -> new long[rank]);
      for (int k = 0; k < rank; k++) {
        newest[k] -= weight;
        from[k] += k < part.rank() ? weight : 0;
      }
    }
    return factors;
  }

  private static void add(long[] ofRank, FloatBuffer version, ChunkShape shape, double[] rest) {
    for (Span span : shape.spans()) {
      for (int i = span.from(); i < span.to(); i++) {
        rest[i] += (double) ofRank[span.component(i)] * version.get(version.position() + i);
      }
    }
  }
}
