package io.tributary.worker.method;

import io.tributary.worker.optimise.Bounds;
import io.tributary.worker.optimise.Proximal;
import io.tributary.worker.state.SlotMemory;

/**
 * The loss grows with the distance from the cluster's adapter: {@code F(theta) + mu/2 ||theta -
 * W||^2} (Li et al. 2020; algorithms C.9).
 *
 * @param mu >= 0
 */
public record FedProx(float mu) implements LocalMethod {
  public FedProx {
    Bounds.atLeastZero("--proximal-mu", mu);
  }

  @Override
  public String name() {
    return "fedprox";
  }

  @Override
  public Outcome round(Round round, Training training) {
    var near = new Proximal(round.global().values(), mu, Steps.adamW(round));
    return Outcome.of(training.from(round.global(), near), SlotMemory.in(round.cluster()));
  }
}
