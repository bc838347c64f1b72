package io.tributary.worker.method;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.worker.optimise.Optimiser;
import io.tributary.worker.train.TrainingResult;

/** Takes the steps of one round on the slot's samples, the same in every call. */
@FunctionalInterface
public interface Training {
  /**
   * Trains.
   *
   * @param start not changed
   * @param optimiser a fresh one
   */
  TrainingResult from(LoraAdapter start, Optimiser optimiser);
}
