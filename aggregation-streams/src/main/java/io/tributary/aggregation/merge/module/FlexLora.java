package io.tributary.aggregation.merge.module;

import io.tributary.aggregation.merge.strategy.Factors;
import io.tributary.aggregation.merge.strategy.ModuleStrategy;
import java.util.List;

/**
 * The best approximation of the mean of products at the layout's rank: {@code sum_i p_i B_i A_i = U
 * S V^T}, truncated, {@code B = U S} and {@code A = V^T}; {@code p_i = n_i s(tau_i) / sum n_j
 * s(tau_j)}. Components come in descending order of their singular values, so that a client of rank
 * r_i reads its own best approximation in the first r_i.
 *
 * <p>FlexLoRA, Bai et al. 2024; algorithms C.7. The largest |entry| of each left vector is
 * positive, the first among equals. Components beyond the sum's own rank get B = 0 and keep their
 * A.
 *
 * @param maxParts updates that a window may hold, as all of them are in memory at its close
 */
public record FlexLora(int maxParts) implements ModuleStrategy {
  @Override
  public String name() {
    return "flexlora";
  }

  @Override
  public Factors merge(List<Contribution> contributions, Factors current) {
    Svd svd = Svd.ofProduct(Stack.of(contributions));
    Factors next = Factors.zero(current.rank(), current.inputs(), current.outputs());
    System.arraycopy(current.a(), 0, next.a(), 0, next.a().length);
    int rank = Math.min(current.rank(), svd.values().length);
    for (int k = 0; k < rank; k++) {
      double sign = svd.signOf(k);
      for (int i = 0; i < next.outputs(); i++) {
        next.b()[i * next.rank() + k] = sign * svd.left().get(i, k) * svd.values()[k];
      }
      for (int j = 0; j < next.inputs(); j++) {
        next.a()[k * next.inputs() + j] = sign * svd.right().get(j, k);
      }
    }
    return next;
  }
}
