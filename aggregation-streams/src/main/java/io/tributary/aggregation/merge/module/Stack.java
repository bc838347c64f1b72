package io.tributary.aggregation.merge.module;

import io.tributary.aggregation.merge.strategy.Factors;
import io.tributary.aggregation.merge.strategy.ModuleStrategy.Contribution;
import java.util.Comparator;
import java.util.List;

/**
 * The stack of clients' factors, {@code A = [p_1 A_1; ..; p_n A_n]} and {@code B = [B_1 .. B_n]},
 * so that {@code B A = sum_i p_i B_i A_i} exactly, of rank {@code sum r_i}.
 */
final class Stack {
  private Stack() {}

  /** Stacks in ascending order of the updates; p_i is the discounted weight over their sum. */
  static Factors of(List<Contribution> contributions) {
    List<Contribution> ordered =
        contributions.stream()
            .sorted(Comparator.comparing((Contribution c) -> c.part().update()))
            .toList();
    double weights = ordered.stream().mapToLong(c -> c.part().weight()).sum();
    Factors first = ordered.get(0).factors();
    int rank = ordered.stream().mapToInt(c -> c.factors().rank()).sum();
    Factors stack = Factors.zero(rank, first.inputs(), first.outputs());
    int at = 0;
    for (Contribution contribution : ordered) {
      copy(contribution.factors(), contribution.part().weight() / weights, stack, at);
      at += contribution.factors().rank();
    }
    return stack;
  }

  /** Puts factors at components {@code at} and following. */
  static void copy(Factors from, double scale, Factors to, int at) {
    for (int i = 0; i < from.a().length; i++) {
      to.a()[at * to.inputs() + i] = scale * from.a()[i];
    }
    for (int i = 0; i < from.b().length; i++) {
      to.b()[i / from.rank() * to.rank() + at + i % from.rank()] = from.b()[i];
    }
  }
}
