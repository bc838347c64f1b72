package io.tributary.worker.method.personal;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.settings.Failure;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.method.LocalSteps;
import io.tributary.worker.method.Optimisers;
import io.tributary.worker.optimise.Optimiser;
import io.tributary.worker.train.FrozenAdapters;
import io.tributary.worker.train.TrainingResult;
import java.util.Map;

/**
 * Trains a common adapter first, then a personal one beside it (FedDPA-F, Yang et al. 2024;
 * ALGORITHMS.md, "Two adapters"). The first half of the rounds, rounded up, is federated averaging
 * of the common adapter alone. In the second half the common adapter does not change, because every
 * client shares it unchanged, and each client trains its own beside it, both with weight 1/2. So
 * all rounds together take the steps of the other methods, and each half has the whole decay of the
 * learning rate.
 */
public record FedDpaF() implements LocalMethod {
  @Override
  public String name() {
    return "feddpa-f";
  }

  /**
   * Trains one round of either half.
   *
   * @throws Failure if the number of rounds is unknown, or too small to be halved
   */
  @Override
  public Outcome round(LocalRound round, LocalSteps localSteps) {
    int rounds = round.schedule().rounds();
    if (rounds < 2) {
      throw Failure.badArguments(
          "--rounds must be >= 2 for --method feddpa-f, which fine-tunes in the second half of"
              + " them, was "
              + rounds,
          null);
    }
    int federated = (rounds + 1) / 2;
    if (round.number() < federated) {
      Optimiser steps =
          Optimisers.adamW(round, round.schedule().over(federated).at(round.number()));
      return Outcome.of(
          localSteps.from(round.global(), steps),
          PersonalAdapter.kept(round, PersonalAdapter.of(round)));
    }
    int tuned = round.number() - federated;
    Optimiser steps = Optimisers.adamW(round, round.schedule().over(rounds - federated).at(tuned));
    TrainingResult own =
        localSteps.from(personal(round), FrozenAdapters.halves(round.global()), steps);
    return new Outcome(round.global(), PersonalAdapter.kept(round, own.adapter()), own, Map.of());
  }

  /** Returns the client's own adapter, which answers beside the common one. */
  @Override
  public LoraAdapter personal(LocalRound next) {
    return PersonalAdapter.of(next);
  }
}
