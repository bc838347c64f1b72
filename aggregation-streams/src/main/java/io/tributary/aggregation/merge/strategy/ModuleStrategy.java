package io.tributary.aggregation.merge.strategy;

import java.util.List;

/**
 * A strategy that merges products B A, for which it needs both factors of a site together. What
 * comes out has another basis than what went in: state that lives in factor coordinates (a client's
 * offset, an optimiser's moments) is void afterwards (ALGORITHMS.md, "Means of factors and of
 * products").
 */
public non-sealed interface ModuleStrategy extends MergeStrategy {
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
   * One client's factors of a site in a window.
   *
   * @param start what it was trained from: the origin's first components, as many as its rank
   * @param factors start + clip * u, of the same rank
   */
  record Contribution(Part part, Factors start, Factors factors) {}

  /**
   * The next version of one site.
   *
   * @param contributions in any order
   * @param current the newest version, of the layout's rank
   * @return factors of the layout's rank
   */
  Factors merge(List<Contribution> contributions, Factors current);
}
