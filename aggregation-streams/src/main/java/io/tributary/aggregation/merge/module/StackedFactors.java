package io.tributary.aggregation.merge.module;

import io.tributary.aggregation.merge.strategy.LoraFactors;
import io.tributary.aggregation.merge.strategy.ModuleStrategy.Contribution;
import java.util.Comparator;
import java.util.List;

/**
 * The stack of factors, {@code A = [s_1 A_1; ..; s_n A_n]} and {@code B = [B_1 .. B_n]}, so that
 * {@code B A = sum_i s_i B_i A_i} exactly, of rank {@code sum r_i} (FLoRA, Wang et al. 2024).
 */
final class StackedFactors {
  private StackedFactors() {}

  /**
   * One product of a sum.
   *
   * @param scale s_i
   */
  record Term(double scale, LoraFactors factors) {}

  /** Stacks the terms in their order, which determines the last bits. */
  static LoraFactors of(List<Term> terms) {
    LoraFactors first = terms.get(0).factors();
    int rank = terms.stream().mapToInt(term -> term.factors().rank()).sum();
    LoraFactors stack = LoraFactors.zero(rank, first.inputs(), first.outputs());
    int at = 0;
    for (Term term : terms) {
      copy(term, stack, at);
      at += term.factors().rank();
    }
    return stack;
  }

  /** Sorts contributions by update id, so that the order of arrival has no influence. */
  static List<Contribution> ordered(List<Contribution> contributions) {
    return contributions.stream()
        .sorted(Comparator.comparing((Contribution c) -> c.part().update()))
        .toList();
  }

  /** Returns the sum of the discounted weights, of which each p_i is a part. */
  static double weights(List<Contribution> contributions) {
    return contributions.stream().mapToLong(c -> c.part().weight()).sum();
  }

  /** Copies a term to the components from {@code at} on. */
  private static void copy(Term term, LoraFactors to, int at) {
    LoraFactors from = term.factors();
    for (int i = 0; i < from.a().length; i++) {
      to.a()[at * to.inputs() + i] = term.scale() * from.a()[i];
    }
    for (int i = 0; i < from.b().length; i++) {
      to.b()[i / from.rank() * to.rank() + at + i % from.rank()] = from.b()[i];
    }
  }
}
