package io.tributary.worker;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.worker.optimise.Optimiser;
import io.tributary.worker.train.TrainingJob;
import io.tributary.worker.train.TrainingResult;

/** Stands for training where no model is: a few steps on gradients that are made up. */
public final class ToyTrainer {
  private ToyTrainer() {}

  /** The gradients differ from step to step, so that what an optimiser remembers matters. */
  public static TrainingResult train(TrainingJob job, Optimiser optimiser) {
    float[] values = job.start().values().clone();
    for (int step = 0; step < job.steps(); step++) {
      float[] gradient = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        gradient[i] = i - step + values[i] + job.samples().size();
      }
      optimiser.step(values, gradient);
    }
    LoraAdapter trained = new LoraAdapter(job.start().layout(), values);
    return new TrainingResult(trained, new float[] {2, 1}, 7, 1000);
  }
}
