package io.tributary.worker.method.shared;

import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.method.LocalSteps;
import io.tributary.worker.method.Optimisers;
import io.tributary.worker.state.SlotMemory;

/**
 * Starts every round from the cluster's adapter and shares all of it: FedIT with one cluster (Zhang
 * et al. 2024), FedRouter with a cluster for each task (arXiv 2604.00050; ALGORITHMS.md, "Training
 * a slot").
 */
public record FedAvg() implements LocalMethod {
  @Override
  public String name() {
    return "fedavg";
  }

  @Override
  public Outcome round(LocalRound round, LocalSteps localSteps) {
    return Outcome.of(
        localSteps.from(round.global(), Optimisers.adamW(round)), SlotMemory.in(round.cluster()));
  }
}
