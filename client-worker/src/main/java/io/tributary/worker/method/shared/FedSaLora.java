package io.tributary.worker.method.shared;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.worker.method.FactorMask;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.method.LocalSteps;
import io.tributary.worker.method.Optimisers;
import io.tributary.worker.state.SlotMemory;
import io.tributary.worker.train.TrainingResult;
import java.util.Map;

/**
 * Shares A; B stays with the client and is trained from round to round (FedSA-LoRA, Guo et al.
 * 2025; ALGORITHMS.md, "Parts of an adapter"). Use it with the merge strategy of that name.
 */
public record FedSaLora() implements LocalMethod {
  private static final String OWN = "fedsa.b";

  @Override
  public String name() {
    return "fedsa-lora";
  }

  @Override
  public Outcome round(LocalRound round, LocalSteps localSteps) {
    float[] common = round.global().values();
    TrainingResult result = localSteps.from(personal(round), Optimisers.adamW(round));
    return new Outcome(
        FactorMask.ofOne(result.adapter(), common),
        SlotMemory.in(round.cluster()).with(OWN, result.adapter().values()),
        result,
        Map.of());
  }

  @Override
  public LoraAdapter personal(LocalRound next) {
    float[] common = next.global().values();
    float[] own =
        next.isFirstInCluster()
            ? common
            : next.memory().vector(OWN, next.parameters()).orElse(common);
    return FactorMask.ofOne(next.global(), own);
  }
}
