package io.tributary.aggregation.merge.module;

import io.tributary.aggregation.merge.module.StackedFactors.Term;
import io.tributary.aggregation.merge.strategy.LoraFactors;
import io.tributary.aggregation.merge.strategy.ModuleStrategy;
import java.util.List;

/**
 * Returns the best approximation of the mean of products at the layout's rank: {@code sum_i p_i B_i
 * A_i = U S V^T}, truncated, {@code B = U S} and {@code A = V^T}; {@code p_i = n_i s(tau_i) / sum
 * n_j s(tau_j)}, see {@link TruncatedProduct}.
 *
 * <p>FlexLoRA, Bai et al. 2024; ALGORITHMS.md, "Means of factors and of products". Values in
 * components that no client of a window trains are lost, as in the paper: a client's product is
 * that of its own rank.
 *
 * @param maxParts updates that a window may take, because all of them are in memory at its close
 */
public record FlexLora(int maxParts) implements ModuleStrategy {
  @Override
  public String name() {
    return "flexlora";
  }

  @Override
  public LoraFactors merge(List<Contribution> contributions, LoraFactors current) {
    double weights = StackedFactors.weights(contributions);
    List<Term> terms =
        StackedFactors.ordered(contributions).stream()
            .map(c -> new Term(c.part().weight() / weights, c.factors()))
            .toList();
    return TruncatedProduct.of(StackedFactors.of(terms), current);
  }
}
