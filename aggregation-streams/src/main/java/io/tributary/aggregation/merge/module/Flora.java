package io.tributary.aggregation.merge.module;

import io.tributary.aggregation.merge.strategy.Factors;
import io.tributary.aggregation.merge.strategy.ModuleStrategy;
import java.util.List;

/**
 * The exact mean of products by stacking: {@code A = [p_1 A_1; ..; p_n A_n], B = [B_1 .. B_n]}, in
 * ascending order of the updates, with {@code p_i = n_i s(tau_i) / sum n_j s(tau_j)}.
 *
 * <p>FLoRA, Wang et al. 2024; algorithms C.7. The clients' ranks must sum up to the layout's rank
 * at most. Components beyond them get B = 0, which changes no product, and keep their A, so that
 * they can be trained.
 *
 * @param maxParts updates that a window may hold, as all of them are in memory at its close
 */
public record Flora(int maxParts) implements ModuleStrategy {
  @Override
  public String name() {
    return "flora";
  }

  @Override
  public int rankRoom(int layoutRank) {
    return layoutRank;
  }

  @Override
  public Factors merge(List<Contribution> contributions, Factors current) {
    Factors stack = Stack.of(contributions);
    if (stack.rank() > current.rank()) {
      throw new IllegalStateException(
          "flora must have ranks that sum up to the layout's "
              + current.rank()
              + " at most, had "
              + contributions.size()
              + " updates of "
              + stack.rank()
              + " in all: close windows with fewer updates, raise the layout's rank, or take"
              + " flexlora");
    }
    Factors next = Factors.zero(current.rank(), current.inputs(), current.outputs());
    System.arraycopy(current.a(), 0, next.a(), 0, next.a().length);
    Stack.copy(stack, 1, next, 0);
    return next;
  }
}
