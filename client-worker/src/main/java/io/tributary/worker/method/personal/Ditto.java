package io.tributary.worker.method.personal;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.worker.method.ClipTarget;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.method.LocalSteps;
import io.tributary.worker.method.Optimisers;
import io.tributary.worker.optimise.ProximalTerm;
import io.tributary.worker.optimise.SettingChecks;
import io.tributary.worker.state.SlotMemory;
import io.tributary.worker.train.TrainingResult;
import java.util.Map;

/**
 * Trains, beside the client's part in the common adapter, a personal adapter that is held near the
 * common one: {@code F_i(v) + lambda/2 ||v - W||^2} (Li et al. 2021, algorithm 1). It takes twice
 * the steps of other methods. The paper has no clip: by default the gradient of that whole
 * objective is clipped, the pull's part included.
 *
 * @param lambda >= 0
 * @param clipOf which gradient is clipped
 */
public record Ditto(float lambda, ClipTarget clipOf) implements LocalMethod {
  private static final String OWN = "ditto.personal";

  public Ditto {
    SettingChecks.atLeastZero("--ditto-lambda", lambda);
  }

  @Override
  public String name() {
    return "ditto";
  }

  @Override
  public Outcome round(LocalRound round, LocalSteps localSteps) {
    LoraAdapter global = round.global();
    TrainingResult common = localSteps.from(global, Optimisers.adamW(round));
    TrainingResult personal =
        localSteps.from(
            personal(round),
            Optimisers.penalised(
                round, clipOf, next -> new ProximalTerm(global.values(), lambda, next)));
    return new Outcome(
        common.adapter(),
        SlotMemory.in(round.cluster()).with(OWN, personal.adapter().values()),
        common.after(personal),
        Map.of());
  }

  @Override
  public LoraAdapter personal(LocalRound next) {
    return new LoraAdapter(
        next.global().layout(),
        next.isFirstInCluster()
            ? next.global().values()
            : next.memory().vector(OWN, next.parameters()).orElse(next.global().values()));
  }
}
