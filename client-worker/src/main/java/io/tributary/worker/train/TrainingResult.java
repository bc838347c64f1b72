package io.tributary.worker.train;

import io.tributary.schemas.adapter.LoraAdapter;

/**
 * What a {@link TrainingJob} gave.
 *
 * @param adapter the trained adapter
 * @param losses mean loss of each step, before its update
 * @param tokens seen in all steps, padding not counted
 * @param stepNanos wall time inside training steps
 * @param gate what became of the gate; of length 0 if there was none
 */
public record TrainingResult(
    LoraAdapter adapter, float[] losses, long tokens, long stepNanos, float[] gate) {
  /** Of a training without a gate. */
  public TrainingResult(LoraAdapter adapter, float[] losses, long tokens, long stepNanos) {
    this(adapter, losses, tokens, stepNanos, new float[0]);
  }

  /** This adapter and its losses, at the cost of both trainings. */
  public TrainingResult after(TrainingResult other) {
    return new TrainingResult(
        adapter, losses, tokens + other.tokens, stepNanos + other.stepNanos, gate);
  }
}
