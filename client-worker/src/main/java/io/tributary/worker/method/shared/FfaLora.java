package io.tributary.worker.method.shared;

import io.tributary.worker.method.FactorMask;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.method.LocalSteps;
import io.tributary.worker.method.Optimisers;
import io.tributary.worker.optimise.FrozenValues;
import io.tributary.worker.state.SlotMemory;

/**
 * Keeps A as it was initialised, the same everywhere, and trains B only, so that averages of
 * factors are averages of products (FFA-LoRA, Sun et al. 2024; ALGORITHMS.md, "Parts of an
 * adapter"). Use it with the merge strategy of that name.
 */
public record FfaLora() implements LocalMethod {
  @Override
  public String name() {
    return "ffa-lora";
  }

  @Override
  public Outcome round(LocalRound round, LocalSteps localSteps) {
    var onlyB = new FrozenValues(FactorMask.of(round.global().layout()), Optimisers.adamW(round));
    return Outcome.of(localSteps.from(round.global(), onlyB), SlotMemory.in(round.cluster()));
  }
}
