package io.tributary.worker.method.shared;

import io.tributary.worker.method.ClipTarget;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.method.LocalSteps;
import io.tributary.worker.method.Optimisers;
import io.tributary.worker.optimise.Optimiser;
import io.tributary.worker.optimise.ProximalTerm;
import io.tributary.worker.optimise.SettingChecks;
import io.tributary.worker.state.SlotMemory;

/**
 * Adds to the loss a penalty on the distance from the cluster's adapter: {@code F(theta) + mu/2
 * ||theta - W||^2} (Li et al. 2020, equation 2 and algorithm 2). The paper leaves the solver open,
 * and has no clip: by default the gradient of that whole objective is clipped, the pull's part
 * included.
 *
 * @param mu >= 0
 * @param clipOf which gradient is clipped
 */
public record FedProx(float mu, ClipTarget clipOf) implements LocalMethod {
  public FedProx {
    SettingChecks.atLeastZero("--proximal-mu", mu);
  }

  @Override
  public String name() {
    return "fedprox";
  }

  @Override
  public Outcome round(LocalRound round, LocalSteps localSteps) {
    Optimiser near =
        Optimisers.penalised(
            round, clipOf, next -> new ProximalTerm(round.global().values(), mu, next));
    return Outcome.of(localSteps.from(round.global(), near), SlotMemory.in(round.cluster()));
  }
}
