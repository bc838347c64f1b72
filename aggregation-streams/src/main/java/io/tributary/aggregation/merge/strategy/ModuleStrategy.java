package io.tributary.aggregation.merge.strategy;

import java.util.List;

/**
 * A strategy that merges products B A, for which it needs both factors of a target module together.
 * Its result has another basis than its input: state in factor coordinates (a client's offset, an
 * optimiser's moments) is invalid afterwards (ALGORITHMS.md, "Means of factors and of products").
 */
public non-sealed interface ModuleStrategy extends MergeStrategy {
  @Override
  default <R> R accept(Visitor<R> visitor) {
    return visitor.module(this);
  }

  @Override
  default boolean selects() {
    return false;
  }

  @Override
  default boolean mergesWholeModules() {
    return true;
  }

  @Override
  default boolean makesSteps() {
    return false;
  }

  @Override
  default boolean incremental() {
    return false;
  }

  @Override
  default boolean needsOrigins() {
    return true;
  }

  @Override
  default boolean orderFree() {
    return true;
  }

  /**
   * One client's factors of a target module in a window.
   *
   * @param start factors that it was trained from: the origin's first components, as many as its
   *     rank
   * @param factors start + clip * u, of the same rank
   */
  record Contribution(MergeContribution part, LoraFactors start, LoraFactors factors) {}

  /**
   * Returns the next version of one target module.
   *
   * @param contributions in any order
   * @param current the newest version, of the layout's rank
   * @return factors of the layout's rank
   */
  LoraFactors merge(List<Contribution> contributions, LoraFactors current);
}
