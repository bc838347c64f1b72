package io.tributary.worker.train;

import io.tributary.schemas.adapter.LoraAdapter;

/**
 * The result of a {@link TrainingJob}.
 *
 * @param adapter the trained adapter
 * @param losses mean loss of each step, before its update
 * @param tokens tokens of all steps, padding not counted
 * @param stepNanos wall time inside training steps, in nanoseconds
 * @param gate the trained gate; of length 0 if there was none
 */
public record TrainingResult(
    LoraAdapter adapter, float[] losses, long tokens, long stepNanos, float[] gate) {
  /** Creates the result of a training without a gate. */
  public TrainingResult(LoraAdapter adapter, float[] losses, long tokens, long stepNanos) {
    this(adapter, losses, tokens, stepNanos, new float[0]);
  }

  /** Returns this result with the tokens and the time of another training added to its own. */
  public TrainingResult after(TrainingResult other) {
    return new TrainingResult(
        adapter, losses, tokens + other.tokens, stepNanos + other.stepNanos, gate);
  }
}
