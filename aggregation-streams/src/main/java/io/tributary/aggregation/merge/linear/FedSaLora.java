package io.tributary.aggregation.merge.linear;

import io.tributary.schemas.adapter.AdapterFactor;

/**
 * Shares A only, and B stays with each client: {@code A <- A + sum p_i u_i} on A's coordinates.
 *
 * <p>FedSA-LoRA, Guo et al. 2024; ALGORITHMS.md, "Parts of an adapter". The weights p_i are those
 * of {@link WeightedMean}.
 */
public record FedSaLora() implements LinearMean {
  @Override
  public String name() {
    return "fedsa";
  }

  @Override
  public boolean moves(AdapterFactor factor) {
    return factor == AdapterFactor.A;
  }
}
