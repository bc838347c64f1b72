package io.tributary.worker.method;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.worker.optimise.Optimiser;
import io.tributary.worker.train.FrozenAdapters;
import io.tributary.worker.train.TrainingResult;

/** Takes the steps of one round on the slot's samples, the same in every call. */
@FunctionalInterface
public interface LocalSteps {
  /**
   * Trains beside frozen adapters.
   *
   * @param start not changed
   * @param frozenAdapters takes part in what the model computes, and is not changed
   * @param optimiser a fresh one
   */
  TrainingResult from(LoraAdapter start, FrozenAdapters frozenAdapters, Optimiser optimiser);

  /** Trains without frozen adapters. */
  default TrainingResult from(LoraAdapter start, Optimiser optimiser) {
    return from(start, FrozenAdapters.NONE, optimiser);
  }
}
