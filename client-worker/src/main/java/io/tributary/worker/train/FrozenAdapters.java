package io.tributary.worker.train;

import io.tributary.schemas.adapter.GatedAdapters;
import io.tributary.schemas.adapter.LoraAdapter;
import java.util.List;
import java.util.Optional;

/**
 * The frozen adapters that an adapter trains beside: {@code W0 x + own B A x + sum_k weight_k B_k
 * A_k x}, or one of them with a gate in place of the weights, which trains too. They get no
 * gradient and no dropout.
 *
 * @param ownWeight of the adapter that trains; 1 with a gate
 * @param frozen may be none; exactly one with a gate
 * @param gate what a gate starts from, as {@link GatedAdapters} has it
 */
public record FrozenAdapters(float ownWeight, List<Member> frozen, Optional<float[]> gate) {
  /** No other adapter. */
  public static final FrozenAdapters NONE = new FrozenAdapters(1, List.of(), Optional.empty());

  /** One frozen adapter and the weight that it has beside the others. */
  public record Member(LoraAdapter adapter, float weight) {}

  public FrozenAdapters {
    frozen = List.copyOf(frozen);
  }

  /** One other adapter, both with the weight 1/2. */
  public static FrozenAdapters halves(LoraAdapter other) {
    return new FrozenAdapters(0.5f, List.of(new Member(other, 0.5f)), Optional.empty());
  }

  /** One other adapter, and a gate between both. */
  public static FrozenAdapters gated(LoraAdapter other, float[] gate) {
    return new FrozenAdapters(1, List.of(new Member(other, 1)), Optional.of(gate));
  }

  /** The values that train beside {@code start}: its own, then the gate's. */
  float[] trainable(LoraAdapter start) {
    return gate.map(from -> new GatedAdapters(start, frozen.get(0).adapter(), from).trainable())
        .orElseGet(() -> start.values().clone());
  }
}
