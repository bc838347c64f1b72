package io.tributary.aggregation.merge.module;

import io.tributary.aggregation.merge.strategy.LoraFactors;

/**
 * The best approximation of a product at a smaller rank: {@code B A = U S V^T}, truncated, {@code B
 * = U S} and {@code A = V^T}. Components come in descending order of their singular values, so that
 * a client of rank r reads its own best approximation in the first r. The largest |entry| of each
 * left vector is positive, the first among equals.
 */
final class TruncatedProduct {
  private TruncatedProduct() {}

  /**
   * Returns factors of the current version's rank.
   *
   * @param product of any rank
   * @param current whose A is kept in components beyond the product's own rank; B is 0 there
   */
  static LoraFactors of(LoraFactors product, LoraFactors current) {
    Svd svd = Svd.ofProduct(product);
    LoraFactors next = LoraFactors.zero(current.rank(), current.inputs(), current.outputs());
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
