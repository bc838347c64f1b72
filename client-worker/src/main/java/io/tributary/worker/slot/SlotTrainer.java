package io.tributary.worker.slot;

import io.tributary.worker.optimise.Optimiser;
import io.tributary.worker.train.TrainingJob;
import io.tributary.worker.train.TrainingResult;

/** Trains one slot's adapter; the same job and an equal optimiser give the same bits. */
@FunctionalInterface
public interface SlotTrainer {
  /** Takes all steps of the job with the optimiser and returns its result. */
  TrainingResult train(TrainingJob job, Optimiser optimiser);
}
