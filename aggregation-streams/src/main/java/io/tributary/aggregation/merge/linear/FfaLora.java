package io.tributary.aggregation.merge.linear;

import io.tributary.schemas.adapter.AdapterFactor;

/**
 * A is frozen and shared, only B moves, so that the mean of the factors is the mean of the products
 * exactly: {@code sum p_i B_i A = (sum p_i B_i) A}.
 *
 * <p>FFA-LoRA, Sun et al. 2024; ALGORITHMS.md, "Means of factors and of products". Weights as in
 * {@link WeightedMean}.
 */
public record FfaLora() implements LinearMean {
  @Override
  public String name() {
    return "ffa";
  }

  @Override
  public boolean moves(AdapterFactor factor) {
    return factor == AdapterFactor.B;
  }
}
