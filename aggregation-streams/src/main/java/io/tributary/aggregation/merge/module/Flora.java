package io.tributary.aggregation.merge.module;

import io.tributary.aggregation.merge.module.StackedFactors.Term;
import io.tributary.aggregation.merge.strategy.LoraFactors;
import io.tributary.aggregation.merge.strategy.ModuleStrategy;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds the stack of what clients changed to the newest version: {@code B A + sum_i p_i (B_i A_i -
 * B_i0 A_i0)}, truncated to the layout's rank, see {@link TruncatedProduct}; {@code B_i0 A_i0} is
 * what client i started from, {@code p_i = n_i s(tau_i) / sum n_j s(tau_j)}.
 *
 * <p>After FLoRA, Wang et al. 2024, where each round's stack {@code sum_i p_i B_i A_i} of modules
 * that start at zero is added to the base model, which so takes up all rounds. The addition without
 * noise between A and B is the paper's; that the sum is kept in an adapter of the layout's rank,
 * and that clients go on from its first components, is ours: the base model stays frozen here.
 * Products of which nobody sends a change stay as they are, to the last bits but rounding.
 *
 * @param maxParts updates that a window may hold, as all of them are in memory at its close
 */
public record Flora(int maxParts) implements ModuleStrategy {
  @Override
  public String name() {
    return "flora";
  }

  @Override
  public LoraFactors merge(List<Contribution> contributions, LoraFactors current) {
    double weights = StackedFactors.weights(contributions);
    var terms = new ArrayList<>(List.of(new Term(1, current)));
    for (Contribution contribution : StackedFactors.ordered(contributions)) {
      double share = contribution.part().weight() / weights;
      terms.add(new Term(share, contribution.factors()));
      terms.add(new Term(-share, contribution.start()));
    }
    return TruncatedProduct.of(StackedFactors.of(terms), current);
  }
}
