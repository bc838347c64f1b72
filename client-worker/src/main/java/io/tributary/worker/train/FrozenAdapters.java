package io.tributary.worker.train;

import io.tributary.schemas.adapter.GatedAdapters;
import io.tributary.schemas.adapter.LoraAdapter;
import java.util.List;
import java.util.Optional;

/**
 * The frozen adapters beside the adapter that trains: {@code W0 x + own B A x + sum_k weight_k B_k
 * A_k x}, or one of them with a trainable gate in place of the weights. They get no gradient and no
 * dropout.
 *
 * @param ownWeight of the adapter that trains; 1 with a gate
 * @param frozen may be none; exactly one with a gate
 * @param gate initial values of the gate, in the order of {@link GatedAdapters}
 */
public record FrozenAdapters(float ownWeight, List<Member> frozen, Optional<float[]> gate) {
  /** No frozen adapter: the adapter trains alone. */
  public static final FrozenAdapters NONE = new FrozenAdapters(1, List.of(), Optional.empty());

  /** One frozen adapter and the weight that it has beside the others. */
  public record Member(LoraAdapter adapter, float weight) {}

  public FrozenAdapters {
    frozen = List.copyOf(frozen);
  }

  /** Returns one frozen adapter beside the trained one, both with weight 1/2. */
  public static FrozenAdapters halves(LoraAdapter other) {
    return new FrozenAdapters(0.5f, List.of(new Member(other, 0.5f)), Optional.empty());
  }

  /** Returns one frozen adapter beside the trained one, with a gate between them. */
  public static FrozenAdapters gated(LoraAdapter other, float[] gate) {
    return new FrozenAdapters(1, List.of(new Member(other, 1)), Optional.of(gate));
  }

  /**
   * Returns a copy of the values that train: those of {@code start}, then those of the gate if
   * there is one.
   */
  float[] trainable(LoraAdapter start) {
    return gate.map(from -> new GatedAdapters(start, frozen.get(0).adapter(), from).trainable())
        .orElseGet(() -> start.values().clone());
  }
}
